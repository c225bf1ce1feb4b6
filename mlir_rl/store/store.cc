#include "mlir_rl/store/store.h"

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "mlir_rl/store/schema.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/hash.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {
namespace {

using nlohmann::json;

DatabaseWords words() {
  return {.what = "store",
          .rebuild =
              "Move it away and rebuild it from an export:\n"
              "  mv PATH PATH.damaged\n"
              "  mlir-rl store import EXPORT.jsonl --store PATH\n"
              "or from what is still readable: sqlite3 PATH.damaged .recover | sqlite3 PATH",
          .elsewhere = "with --store or MLIR_RL_STORE"};
}

std::string variable(const char *name) {
  const char *value = std::getenv(name);
  return value ? value : "";
}

void bindRecord(Statement &statement, const Record &record) {
  statement.bind(record.program).bind(record.name).bind(record.machine).bind(int64_t{record.threads});
  statement.bind(record.versions.project).bind(record.versions.llvm).bind(record.schedule).bind(record.pipeline);
  statement.bind(record.medianSeconds).bind(record.spread).bind(record.unscheduledSeconds);
  statement.bind(int64_t{record.verified}).bind(json(record.samples).dump());
  statement.bind(static_cast<int64_t>(record.seed)).bind(record.unixTime);
}

/// A row that this program cannot have written means a damaged file.
Result<Record> readRecord(const Database &database, const Statement &row) {
  Record record;
  int column = 0;
  record.program = row.text(column++);
  record.name = row.text(column++);
  record.machine = row.text(column++);
  record.threads = static_cast<int>(row.integer(column++));
  record.versions.project = row.text(column++);
  record.versions.llvm = row.text(column++);
  record.schedule = row.text(column++);
  record.pipeline = row.text(column++);
  record.medianSeconds = row.real(column++);
  record.spread = row.real(column++);
  record.unscheduledSeconds = row.real(column++);
  record.verified = row.integer(column++) != 0;
  json samples = json::parse(row.text(column++), nullptr, false);
  record.seed = static_cast<uint64_t>(row.integer(column++));
  record.unixTime = row.integer(column++);
  bool numbers = samples.is_array();
  for (const json &sample : samples) numbers &= sample.is_number();
  if (!numbers) return badEnvironment("store " + database.path() + " holds a record whose samples are not numbers");
  record.samples = samples.get<std::vector<double>>();
  if (Status status = checkRecord(record); !status)
    return badEnvironment("store " + database.path() + " holds a record that is not valid: " + status.error().message);
  return record;
}

/// " WHERE ..." with a parameter for each condition, and their binding.
std::string whereText(const RecordFilter &filter) {
  std::string text = " WHERE 1";
  if (!filter.program.empty()) text += " AND program = ?";
  if (!filter.machine.empty()) text += " AND machine = ?";
  if (!filter.versions.project.empty()) text += " AND project = ?";
  if (!filter.versions.llvm.empty()) text += " AND llvm = ?";
  if (!filter.pipeline.empty()) text += " AND pipeline = ?";
  if (filter.threads > 0) text += " AND threads = ?";
  return text;
}
void bindWhere(Statement &statement, const RecordFilter &filter) {
  for (const std::string *text :
       {&filter.program, &filter.machine, &filter.versions.project, &filter.versions.llvm, &filter.pipeline})
    if (!text->empty()) statement.bind(*text);
  if (filter.threads > 0) statement.bind(int64_t{filter.threads});
}

/// Gives each record to `take` until that fails.
template <class Take>
Status eachRecord(Database &database, const std::string &sql, const RecordFilter &filter, Take take) {
  Statement statement(database, sql);
  bindWhere(statement, filter);
  for (;;) {
    Result<bool> row = statement.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    Result<Record> record = readRecord(database, statement);
    if (!record) return tl::unexpected(record.error());
    if (Status taken = take(std::move(*record)); !taken) return taken;
  }
}

std::string select(const RecordFilter &filter) {
  return std::string("SELECT ") + kRecordColumns + " FROM records" + whereText(filter) +
         (filter.verifiedOnly ? " AND verified" : "");
}

/// Adds a record inside a transaction; false when it is there already.
Result<bool> insert(Database &database, Statement &statement, const Record &record) {
  statement.reset();
  bindRecord(statement, record);
  statement.bind(hashText(jsonText(toJson(record))));
  Result<bool> done = statement.step();
  if (!done) return done;
  return database.changed() > 0;
}

std::string insertText() {
  return std::string("INSERT INTO records (") + kRecordColumns +
         ", digest) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (digest) DO NOTHING";
}

}  // namespace

Result<std::string> defaultStorePath() {
  if (std::string path = variable("MLIR_RL_STORE"); !path.empty()) return path;
  if (std::string folder = variable("XDG_DATA_HOME"); !folder.empty()) return folder + "/mlir-rl/records.db";
  if (std::string home = variable("HOME"); !home.empty()) return home + "/.local/share/mlir-rl/records.db";
  return badEnvironment("no place for the store: set MLIR_RL_STORE to a file (HOME and XDG_DATA_HOME are not set)");
}

Result<Store> Store::open(const std::string &path) {
  std::string folder = std::filesystem::path(path).parent_path().string();
  if (!folder.empty())
    if (Status made = makeFolder(folder); !made) return tl::unexpected(made.error());
  Result<Database> database = Database::open(path, words());
  if (!database) return tl::unexpected(database.error());
  if (Status prepared = prepareSchema(*database, storeSchema()); !prepared) return tl::unexpected(prepared.error());
  return Store(std::move(*database));
}

Status Store::record(const Record &record) { return this->record(std::vector<Record>{record}); }

Status Store::record(const std::vector<Record> &records) {
  for (const Record &record : records)
    if (Status checked = checkRecord(record); !checked) return checked;
  Transaction transaction(database_);
  if (Status begun = transaction.begin(); !begun) return begun;
  Statement statement(database_, insertText());
  for (const Record &record : records)
    if (Result<bool> added = insert(database_, statement, record); !added) return tl::unexpected(added.error());
  statement.reset();
  return transaction.commit();
}

Result<std::optional<Record>> Store::best(RecordFilter filter) {
  if (filter.pipeline.empty()) filter.pipeline = "O3";
  std::string sql =
      std::string("SELECT ") + kRecordColumns +
      " FROM (SELECT *, row_number() OVER (PARTITION BY program, machine, threads, project, llvm, schedule"
      " ORDER BY unix_time DESC, id DESC) AS age FROM records" +
      whereText(filter) + ") WHERE age = 1 AND verified ORDER BY median_seconds, unix_time DESC LIMIT 1";
  std::optional<Record> best;
  Status status = eachRecord(database_, sql, filter, [&](Record record) -> Status {
    best = std::move(record);
    return {};
  });
  if (!status) return tl::unexpected(status.error());
  return best;
}

Result<std::optional<Record>> Store::best(const std::string &program, const std::string &machine, int threads) {
  return best({.program = program, .machine = machine, .threads = threads});
}

Result<std::vector<Record>> Store::list(const RecordFilter &filter) {
  std::vector<Record> records;
  std::string limit = filter.limit > 0 ? " LIMIT " + std::to_string(filter.limit) : "";
  Status status = eachRecord(database_, select(filter) + " ORDER BY unix_time DESC, id DESC" + limit, filter,
                             [&](Record record) -> Status {
                               records.push_back(std::move(record));
                               return {};
                             });
  if (!status) return tl::unexpected(status.error());
  return records;
}

Result<int64_t> Store::count() { return database_.number("SELECT count(*) FROM records"); }

Status Store::exportLines(std::ostream &out, const RecordFilter &filter) {
  Status status = eachRecord(database_, select(filter) + " ORDER BY id", filter, [&](const Record &record) -> Status {
    if (out << jsonText(toJson(record)) << '\n') return {};
    return badEnvironment("the export could not be written: is the disk full?");
  });
  if (status && !out.flush()) return badEnvironment("the export could not be written: is the disk full?");
  return status;
}

Result<ImportCount> Store::importLines(std::istream &in) {
  Transaction transaction(database_);
  if (Status begun = transaction.begin(); !begun) return tl::unexpected(begun.error());
  Statement statement(database_, insertText());
  ImportCount count;
  int64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    std::string where = "line " + std::to_string(++number);
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<json> value = parseJson(line, where);
    if (!value) return tl::unexpected(value.error());
    Result<Record> record = recordFromJson(*value);
    if (!record) return badUsage(where + ": " + record.error().message);
    Result<bool> added = insert(database_, statement, *record);
    if (!added) return tl::unexpected(added.error());
    ++(*added ? count.added : count.duplicates);
  }
  if (in.bad()) return badEnvironment("the import could not be read after line " + std::to_string(number));
  statement.reset();
  if (Status committed = transaction.commit(); !committed) return tl::unexpected(committed.error());
  return count;
}

}  // namespace mlir_rl
