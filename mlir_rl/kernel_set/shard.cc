#include "mlir_rl/kernel_set/shard.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "mlir_rl/database/schema.h"
#include "mlir_rl/kernel_set/row_json.h"
#include "mlir_rl/support/compressed.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl::kernel {

using nlohmann::json;

namespace {

DatabaseWords words() {
  return {.what = "set of kernels",
          .rebuild =
              "Move it away and generate it again, or take what is still readable:\n"
              "  mv PATH PATH.damaged\n"
              "  sqlite3 PATH.damaged .recover | sqlite3 PATH",
          .elsewhere = "with --out"};
}

constexpr Schema kSchema = {.application = 0x6d6c726b /* "mlrk" */, .version = kSetSchema, .tables = R"sql(
CREATE TABLE header (json TEXT NOT NULL);
CREATE TABLE texts (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, zstd BLOB NOT NULL);
CREATE TABLE rows (
  idx INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  state TEXT NOT NULL,
  renamed TEXT NOT NULL,
  blanked TEXT NOT NULL,
  record BLOB NOT NULL,
  times TEXT NOT NULL
);
)sql"};

Status done(const Result<bool> &stepped) { return stepped ? Status() : tl::unexpected(stepped.error()); }

auto damaged(const Database &database, const std::string &why) {
  return badEnvironment(database.name() + " is damaged: " + why);
}

/// Columns: record, times.
Result<StoredRow> storedRow(const Database &database, const Statement &statement) {
  Result<std::string> text = decompress(statement.bytes(0), "row");
  json object = text ? json::parse(*text, nullptr, false) : json(),
       times = json::parse(statement.text(1), nullptr, false);
  Result<Row> row = rowFromJson(object);
  if (!row) return damaged(database, row.error().message);
  return StoredRow{*std::move(row), times.is_object() ? times.get<StageTimes>() : StageTimes()};
}

}  // namespace

Result<Shard> Shard::openFile(const std::string &path) {
  Result<Database> database = Database::open(path, words());
  if (!database) return tl::unexpected(database.error());
  if (Status prepared = prepareSchema(*database, kSchema); !prepared) return tl::unexpected(prepared.error());
  return Shard(std::move(*database));
}

Result<std::string> Shard::storedHeader() {
  Statement statement(database_, "SELECT json FROM header");
  Result<bool> found = statement.step();
  if (!found) return tl::unexpected(found.error());
  return *found ? statement.text(0) : std::string();
}

Status Shard::readHeader(const std::string &text) {
  Result<SetHeader> header = headerFromJson(json::parse(text, nullptr, false));
  if (!header) return damaged(database_, header.error().message);
  header_ = *header;
  return {};
}

Status Shard::prepareHeader(const SetHeader &header) {
  Result<std::string> text = storedHeader();
  if (!text) return tl::unexpected(text.error());
  if (text->empty()) {
    Statement statement(database_, "INSERT INTO header (json) VALUES (?)");
    header_ = header;
    return done(statement.bind(jsonText(toJson(header))).step());
  }
  if (Status read = readHeader(*text); !read) return read;
  std::string other = differences(header_, header, true);
  if (other.empty()) return {};
  return badUsage(path() + " holds a set of kernels with " + other + "; give the same options, or another --out");
}

Status Shard::loadUniqueness() {
  uniqueness_ = Uniqueness(header_.options.quota);
  Statement statement(database_, "SELECT renamed, blanked, id FROM rows WHERE state = 'kept' ORDER BY idx");
  for (;;) {
    Result<bool> row = statement.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    uniqueness_.admit(statement.text(0), statement.text(1), statement.text(2));
  }
}

Result<Shard> Shard::open(const std::string &path, const SetHeader &header) {
  std::string folder = std::filesystem::path(path).parent_path().string();
  if (!folder.empty())
    if (Status made = makeFolder(folder); !made) return tl::unexpected(made.error());
  Result<Shard> shard = openFile(path);
  if (!shard) return shard;
  if (Status prepared = shard->prepareHeader(header); !prepared) return tl::unexpected(prepared.error());
  if (Status loaded = shard->loadUniqueness(); !loaded) return tl::unexpected(loaded.error());
  return shard;
}

Result<Shard> Shard::read(const std::string &path) {
  if (!exists(path)) return badUsage("no set of kernels at " + path);
  Result<Shard> shard = openFile(path);
  if (!shard) return shard;
  Result<std::string> text = shard->storedHeader();
  if (!text) return tl::unexpected(text.error());
  if (Status read = shard->readHeader(*text); !read) return tl::unexpected(read.error());
  return shard;
}

Status Shard::insertTexts(const PackedRow &row) {
  Statement statement(database_, "INSERT INTO texts (hash, zstd) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING");
  auto insert = [&](const std::string &hash) -> Status {
    auto text = row.texts.find(hash);
    if (text == row.texts.end()) return {};
    statement.reset();
    return done(statement.bind(hash).bindBytes(text->second).step());
  };
  if (Status status = insert(row.row.python.hash); !status) return status;
  for (const auto &[form, facts] : row.row.forms)
    if (Status status = insert(facts.text.hash); !status) return status;
  return {};
}

Status Shard::insertRow(const PackedRow &row) {
  Statement statement(database_,
                      "INSERT INTO rows (idx, id, state, renamed, blanked, record, times) VALUES (?,?,?,?,?,?,?)");
  statement.bind(row.row.id.index).bind(idText(row.row.id)).bind(std::string_view(stateName(row.row.state)));
  statement.bind(row.row.hashes.renamed).bind(row.row.hashes.blanked);
  statement.bindBytes(compress(jsonText(toJson(row.row)), 3)).bind(jsonText(toJson(row.times)));
  return done(statement.step());
}

void Shard::judge(Row &row) {
  if (row.state != RowState::kept) return;
  std::string why = uniqueness_.admit(row.hashes.renamed, row.hashes.blanked, idText(row.id));
  if (!why.empty()) reduceToDuplicate(row, why);
}

Result<std::map<std::string, int64_t>> Shard::add(std::vector<PackedRow> rows) {
  Transaction transaction(database_);
  if (Status begun = transaction.begin(); !begun) return tl::unexpected(begun.error());
  std::map<std::string, int64_t> added;
  for (PackedRow &row : rows) {
    judge(row.row);
    Status status = insertTexts(row);
    if (status) status = insertRow(row);
    if (!status) return tl::unexpected(status.error());
    ++added[stateName(row.row.state)];
  }
  if (Status committed = transaction.commit(); !committed) return tl::unexpected(committed.error());
  return added;
}

Result<int64_t> Shard::lastIndex() { return database_.number("SELECT coalesce(max(idx), -1) FROM rows"); }
Result<int64_t> Shard::rows() { return database_.number("SELECT count(*) FROM rows"); }

Result<std::optional<StoredRow>> Shard::row(int64_t index) {
  Statement statement(database_, "SELECT record, times FROM rows WHERE idx = ?");
  Result<bool> found = statement.bind(index).step();
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::nullopt;
  Result<StoredRow> row = storedRow(database_, statement);
  if (!row) return tl::unexpected(row.error());
  return *std::move(row);
}

Result<std::string> Shard::text(const std::string &hash) {
  Statement statement(database_, "SELECT zstd FROM texts WHERE hash = ?");
  Result<bool> found = statement.bind(hash).step();
  if (!found) return tl::unexpected(found.error());
  if (!*found) return damaged(database_, "text " + hash + " is missing");
  Result<std::string> text = decompress(statement.bytes(0), "text " + hash);
  if (!text) return damaged(database_, text.error().message);
  return text;
}

RowCursor::RowCursor(Shard &shard)
    : shard_(shard),
      statement_(std::make_unique<Statement>(shard.database_, "SELECT record, times FROM rows ORDER BY idx")) {}

Result<std::optional<StoredRow>> RowCursor::next() {
  Result<bool> found = statement_->step();
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::nullopt;
  Result<StoredRow> row = storedRow(shard_.database_, *statement_);
  if (!row) return tl::unexpected(row.error());
  return *std::move(row);
}

}  // namespace mlir_rl::kernel
