#include "mlir_rl/store/store.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "mlir_rl/measure/topology.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"
#include "tools/mlir-rl/command.h"

namespace mlir_rl {
namespace {

using nlohmann::json;

void print(const std::string &text) { fwrite(text.data(), 1, text.size(), stdout); }
void print(const json &value) { print(jsonText(value) + "\n"); }

std::string speedup(const Record &record) {
  if (record.unscheduledSeconds <= 0) return "-";
  return formatFixed(record.unscheduledSeconds / record.medianSeconds, 2) + "x";
}

/// UTC, to the minute.
std::string dateText(int64_t unixTime) {
  time_t seconds = unixTime;
  tm parts = {};
  char text[32] = "";
  if (gmtime_r(&seconds, &parts)) strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts);
  return text;
}

std::string tableText(const std::vector<Record> &records) {
  using enum Table::Align;
  Table table({{"program", left},
               {"name", left},
               {"machine", left},
               {"threads"},
               {"median"},
               {"spread"},
               {"speedup"},
               {"verified"},
               {"pipeline", left},
               {"when (UTC)", left}});
  for (const Record &record : records)
    table.addRow({record.program, record.name, record.machine, std::to_string(record.threads),
                  formatSeconds(record.medianSeconds), formatFixed(100 * record.spread, 1) + " %", speedup(record),
                  record.verified ? "yes" : "no", record.pipeline, dateText(record.unixTime)});
  return table.text();
}

class StoreCommand : public Command {
 public:
  std::vector<Option> options() override {
    return {{.name = "action",
             .value = &action_,
             .choices = {"list", "best", "export", "import"},
             .positional = true,
             .required = true,
             .help = "What to do with the tuning records"},
            {.name = "file",
             .value = &file_,
             .positional = true,
             .unit = "FILE",
             .help = "JSON lines that export writes and import reads; - is standard output or input"},
            {.name = "store",
             .value = &store_,
             .unit = "PATH",
             .help = "The store; else MLIR_RL_STORE, else mlir-rl/records.db in the user's data folder"},
            {.name = "program", .value = &program_, .unit = "HASH", .help = "Only this program or task; best needs it"},
            {.name = "machine",
             .value = &machine_,
             .unit = "FINGERPRINT",
             .help = "Only this machine; any: all of them; unset: all, for best this one"},
            {.name = "threads", .value = &threads_, .min = 0, .help = "Only this many threads; 0: any, for best 1"},
            {.name = "verified", .value = &verified_, .help = "Only records whose outputs were verified"},
            {.name = "limit", .value = &limit_, .min = 0, .unit = "records", .help = "list: the newest ones; 0: all"}};
  }

  Status run(const Context &context) override {
    if (!file_.empty() && (action_ == "list" || action_ == "best"))
      return badUsage("store " + action_ + " takes no file; the store itself is named with --store");
    Result<std::string> path = store_.empty() ? defaultStorePath() : store_;
    if (!path) return tl::unexpected(path.error());
    bool missing = action_ != "import" && !exists(*path);
    if (missing && !store_.empty()) return badUsage("no store at " + *path);
    if (missing) return nothing(*path, context);
    Result<Store> store = Store::open(*path);
    if (!store) return tl::unexpected(store.error());
    if (action_ == "list") return list(*store, context);
    if (action_ == "best") return best(*store, context);
    return action_ == "export" ? exportTo(*store, context) : importFrom(*store, context);
  }

 private:
  /// Before the first record there is no store to read; reading should not make one.
  Status nothing(const std::string &path, const Context &context) {
    if (action_ == "best") return noBest(path, context);
    if (context.json) print(json{{"store", path}, {"records", json::array()}, {"exported", 0}});
    if (!context.json) fprintf(stderr, "no records yet in %s\n", path.c_str());
    return {};
  }

  Status noBest(const std::string &path, const Context &context) {
    if (program_.empty()) return badUsage("store best needs --program HASH; store list shows them");
    if (context.json) print(json{{"store", path}, {"record", nullptr}});
    return failed("no verified record of program " + program_ + " in " + path);
  }

  RecordFilter filter() const {
    return {.program = program_,
            .machine = machine_ == "any" ? "" : machine_,
            .threads = threads_,
            .versions = {},
            .pipeline = {},
            .verifiedOnly = verified_,
            .limit = action_ == "list" ? limit_ : 0};
  }

  Status list(Store &store, const Context &context) {
    Result<std::vector<Record>> records = store.list(filter());
    if (!records) return tl::unexpected(records.error());
    if (!context.json) return print(tableText(*records)), Status();
    json rows = json::array();
    for (const Record &record : *records) rows.push_back(toJson(record));
    print(json{{"store", store.path()}, {"records", rows}});
    return {};
  }

  Status best(Store &store, const Context &context) {
    RecordFilter wanted = filter();
    if (machine_.empty()) wanted.machine = readMachine().fingerprint;
    if (threads_ == 0) wanted.threads = 1;
    if (program_.empty()) return noBest(store.path(), context);
    Result<std::optional<Record>> record = store.best(wanted);
    if (!record) return tl::unexpected(record.error());
    if (!*record) return noBest(store.path(), context);
    if (context.json)
      print(json{{"store", store.path()}, {"record", toJson(**record)}});
    else
      print(tableText({**record}) + "\n" + (*record)->schedule + "\n");
    return {};
  }

  Status exportTo(Store &store, const Context &context) {
    bool toStdout = file_.empty() || file_ == "-";
    if (toStdout && context.json)
      return badUsage("store export --json needs a FILE: the records themselves are many JSON lines");
    if (toStdout) return store.exportLines(std::cout, filter());
    std::ostringstream lines;
    if (Status status = store.exportLines(lines, filter()); !status) return status;
    std::string text = lines.str();
    if (Status written = writeFile(file_, text); !written) return written;
    int64_t count = std::count(text.begin(), text.end(), '\n');
    if (context.json)
      print(json{{"store", store.path()}, {"file", file_}, {"exported", count}});
    else
      fprintf(stderr, "%ld records in %s\n", count, file_.c_str());
    return {};
  }

  Status importFrom(Store &store, const Context &context) {
    if (file_.empty()) return badUsage("store import needs a FILE (- for standard input)");
    std::istringstream text;
    if (file_ != "-") {
      Result<std::string> read = readFile(file_);
      if (!read) return tl::unexpected(read.error());
      text.str(std::move(*read));
    }
    Result<ImportCount> count = store.importLines(file_ == "-" ? std::cin : text);
    if (!count) return tl::unexpected(Error{count.error().kind, file_ + ": " + count.error().message});
    if (context.json)
      print(json{{"store", store.path()}, {"added", count->added}, {"duplicates", count->duplicates}});
    else
      fprintf(stderr, "%ld records added, %ld already there\n", count->added, count->duplicates);
    return {};
  }

  std::string action_, file_, store_, program_, machine_;
  int threads_ = 0;
  bool verified_ = false;
  int64_t limit_ = 20;
};

}  // namespace

std::unique_ptr<Command> storeCommand() { return std::make_unique<StoreCommand>(); }

}  // namespace mlir_rl
