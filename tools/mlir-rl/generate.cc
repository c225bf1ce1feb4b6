#include <cstdio>

#include "mlir_rl/generate/folder.h"
#include "mlir_rl/generate/suite.h"
#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/hash.h"
#include "mlir_rl/support/interrupt.h"
#include "mlir_rl/support/json_lines.h"
#include "mlir_rl/support/units.h"
#include "tools/mlir-rl/command.h"
#include "tools/mlir-rl/generated_times.h"

namespace mlir_rl {
namespace {

class Generate : public Command {
 public:
  std::vector<Option> options() override {
    std::vector<Option> rows = options_.rows();
    rows.push_back(
        {.name = "output", .value = &folder_, .letter = 'o', .unit = "DIR", .help = "Where the programs are written"});
    rows.push_back(
        {.name = "flat", .value = &flat_, .help = "All programs into DIR/code_files instead of a folder a split"});
    rows.push_back({.name = "suites",
                    .value = &suites_,
                    .unit = "DIR",
                    .help = "Programs whose tasks are kept out; the benchmarks that come with mlir-rl when not given"});
    rows.push_back({.name = "suite",
                    .value = &suite_,
                    .unit = "NAME",
                    .help = "Instead of drawn programs those of a suite: " + suitesText()});
    rows.push_back({.name = "stats", .value = &stats_, .help = "Only print what DIR holds, by family"});
    rows.push_back({.name = "measure",
                    .value = &measure_,
                    .help = "Only time the programs of DIR, unscheduled, that have no time yet"});
    return rows;
  }

  Status run(const Context &context) override {
    if (stats_) return printStatistics(context);
    if (!suite_.empty()) return writeSuite(context);
    catchInterrupts();
    return measure_ ? measureFolder(folder_, context) : generate(context);
  }

 private:
  static std::string suitesText() {
    std::string text;
    for (const Suite &suite : suites())
      text += (text.empty() ? "" : "; ") + std::string(suite.name) + ": " + suite.about;
    return text;
  }

  /// Whole files, the manifest last.
  Status writeSuite(const Context &context) const {
    Result<Suite> suite = findSuite(suite_);
    if (!suite) return tl::unexpected(suite.error());
    if (Status ok = makeFolder(folder_); !ok) return ok;
    std::vector<SuiteItem> items;
    for (const SuiteProgram &program : suite->programs()) {
      Result<SuiteItem> item = makeItem(program);
      if (!item) return tl::unexpected(item.error());
      if (Status ok = writeFile(folder_ + "/" + item->name + ".mlir", item->text); !ok) return ok;
      items.push_back(*std::move(item));
    }
    if (Status ok = writeFile(folder_ + "/manifest.jsonl", suiteManifest(items)); !ok) return ok;
    if (context.json)
      std::printf("%s\n", jsonText({{"folder", folder_}, {"programs", items.size()}}).c_str());
    else
      std::printf("%s: %zu programs of the suite %s\n", folder_.c_str(), items.size(), suite->name);
    return {};
  }

  Status generate(const Context &context) {
    if (Status ok = options_.check(); !ok) return ok;
    Result<HeldOut> suites = heldOut(context);
    if (!suites) return tl::unexpected(suites.error());
    Result<ProgramFolder> folder = ProgramFolder::open(folder_, identity(*suites), flat_);
    if (!folder) return tl::unexpected(folder.error());
    Stopwatch watch;
    ProgressState state{.total = wanted(), .unit = "programs", .label = "generate"};
    Progress progress(2, context.progressStyle());
    auto accept = [&](const DatasetItem &item) -> Status {
      ++state.done;
      progress.show(state);
      return folder->add(item);
    };
    Result<DatasetResult> result = makeDataset(options_, *suites, accept, interrupted);
    progress.finish();
    Status saved = folder->save();
    if (!result) return tl::unexpected(result.error());
    if (!saved) return saved;
    report(*result, *folder, watch.seconds(), context);
    if (result->interrupted) return failed("interrupted: what is written stays; the same command goes on");
    return {};
  }

  int64_t wanted() const {
    int64_t sum = 0;
    for (Split split : kSplits) sum += options_.wanted(split);
    return sum;
  }

  /// What decides which programs there are.
  nlohmann::json identity(const HeldOut &suites) {
    nlohmann::json json = writeJson(options_.rows());
    for (Split split : kSplits) json["wanted"][nameOf(split)] = options_.wanted(split);
    json["flat"] = flat_;
    Hasher hasher;
    for (const std::string &hash : suites) hasher.add(std::string_view(hash));
    json["suites_hash"] = hasher.text();
    return json;
  }

  Result<HeldOut> heldOut(const Context &context) const {
    if (!suites_.empty()) return tasksOfSuites(suites_);
    for (const char *place : {"/../benchmarks", "/../share/mlir-rl/benchmarks"})
      if (exists(context.binaryFolder + place)) return tasksOfSuites(context.binaryFolder + place);
    std::fprintf(stderr,
                 "mlir-rl: no benchmarks are found beside the program: nothing is kept out for them; name "
                 "them with --suites DIR\n");
    return HeldOut();
  }

  void report(const DatasetResult &result, const ProgramFolder &folder, double seconds, const Context &context) const {
    if (context.json) {
      nlohmann::json json = {{"folder", folder_},         {"written", folder.written()},
                             {"missing", result.missing}, {"refused", result.refused},
                             {"seconds", seconds},        {"interrupted", result.interrupted}};
      for (Split split : kSplits) {
        auto made = result.made.find(split);
        json["programs"][nameOf(split)] = made == result.made.end() ? 0 : made->second;
      }
      std::printf("%s\n", jsonText(json).c_str());
      return;
    }
    std::vector<ManifestRow> rows;
    for (const auto &[name, row] : folder.rows()) rows.push_back(row);
    std::printf("%s\n", statisticsText(rows).c_str());
    for (const auto &[reason, count] : result.refused)
      std::printf("passed over: %lld, %s\n", static_cast<long long>(count), reason.c_str());
    for (const auto &[what, count] : result.missing)
      std::printf("missing: %lld %s; the ranges hold no more\n", static_cast<long long>(count), what.c_str());
    std::printf("%s: %zu programs, %lld of them new, %s\n", folder_.c_str(), rows.size(),
                static_cast<long long>(folder.written()), formatSeconds(seconds).c_str());
  }

  Status printStatistics(const Context &context) const {
    Result<std::vector<ManifestRow>> rows = readManifest(folder_);
    if (!rows) return tl::unexpected(rows.error());
    if (!context.json) return std::fputs(statisticsText(*rows).c_str(), stdout), Status();
    nlohmann::json json = {{"folder", folder_}, {"programs", nlohmann::json::array()}};
    for (const ManifestRow &row : *rows) json["programs"].push_back(toJson(row));
    std::printf("%s\n", jsonText(json).c_str());
    return {};
  }

  DatasetOptions options_;
  std::string folder_ = "data/generated", suites_, suite_;
  bool flat_ = false, stats_ = false, measure_ = false;
};

}  // namespace

std::unique_ptr<Command> generateCommand() { return std::make_unique<Generate>(); }

}  // namespace mlir_rl
