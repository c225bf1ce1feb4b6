#include "mlir_rl/evaluate/evaluate.h"

#include <cstdio>

#include "mlir_rl/agent/policy_guide.h"
#include "mlir_rl/evaluate/compare.h"
#include "mlir_rl/evaluate/missing_programs.h"
#include "mlir_rl/evaluate/summary.h"
#include "mlir_rl/peers/against.h"
#include "mlir_rl/peers/standings.h"
#include "mlir_rl/support/json_lines.h"
#include "tools/mlir-rl/child_place.h"
#include "tools/mlir-rl/workplace.h"

namespace mlir_rl {

namespace {

class EvaluateCommand : public Command {
 public:
  std::vector<Option> options() override {
    std::vector<Option> rows = options_.rows();
    for (Option &row : against_.rows()) rows.push_back(std::move(row));
    return rows;
  }

  Status run(const Context &context) override {
    Result<std::vector<std::string>> files = check();
    if (!files) return tl::unexpected(files.error());
    Result<std::vector<ProgramEvaluation>> old = std::vector<ProgramEvaluation>();
    if (!options_.compare.empty()) old = readEvaluations(options_.compare);
    if (!old) return tl::unexpected(old.error());
    Result<EvaluationRun> run = evaluate(*files, context);
    if (!run) return tl::unexpected(run.error());
    return report(*run, *old, context);
  }

 private:
  /// What can be refused before anything is measured.
  Result<std::vector<std::string>> check() {
    options_.measuring.noStore = true;
    if (Result<EvaluationSetup> setup = options_.setup(); !setup) return tl::unexpected(setup.error());
    if (Result<std::vector<uint64_t>> seeds = options_.seedNumbers(); !seeds) return tl::unexpected(seeds.error());
    if (Status ok = against_.check(); !ok) return tl::unexpected(ok.error());
    if (!against_.against.empty() && options_.race > 0) return badUsage("--against does not go with --race");
    if (options_.measuring.hasPolicy())
      if (Result<std::unique_ptr<Guide>> guide = openGuide(options_.measuring.policy); !guide)
        return tl::unexpected(guide.error());
    for (const std::string &sentence : missingPrograms(options_.files))
      std::fprintf(stderr, "mlir-rl: %s\n", sentence.c_str());
    return programFiles(options_.files);
  }

  Result<EvaluationRun> evaluate(const std::vector<std::string> &files, const Context &context) {
    Result<ResultTable> table = ResultTable::open(options_.output);
    if (!table) return tl::unexpected(table.error());
    if (table->repaired())
      std::fprintf(stderr, "mlir-rl: %s: the last line was cut off and is measured again\n", options_.output.c_str());
    Result<std::unique_ptr<OwnedWorkplace>> owned = makeWorkplace(options_.measuring, context);
    if (!owned) return tl::unexpected(owned.error());
    context.announce("evaluate " + std::to_string(files.size()) + " programs, policy " +
                     ((*owned)->guide ? (*owned)->guide->name() : "none") + ", table " + options_.output);
    Progress progress(2, context.progressStyle());
    (*owned)->place.progress = [&](const ProgressState &state) { progress.show(state); };
    Result<EvaluationRun> run = evaluatePrograms(files, options_, (*owned)->place, *table);
    if (run && !run->interrupted && !against_.against.empty())
      if (Status ok = contest(*run, (*owned)->place, *table, context); !ok) return tl::unexpected(ok.error());
    progress.finish();
    return run;
  }

  Status contest(const EvaluationRun &run, const Workplace &place, ResultTable &table, const Context &context) {
    Result<ChildPlace> children = childPlace(against_, options_.measuring.threads, context);
    if (!children) return tl::unexpected(children.error());
    Result<ContestRun> contests = runContests(run.rows, options_, against_, *children, place, table);
    if (!contests) return tl::unexpected(contests.error());
    contests_ = *std::move(contests);
    for (const SkippedProgram &one : contests_.skipped)
      std::fprintf(stderr, "mlir-rl: %s is not held against the peers: %s\n", one.file.c_str(), one.reason.c_str());
    return {};
  }

  Status report(const EvaluationRun &run, const std::vector<ProgramEvaluation> &old, const Context &context) const {
    Result<EvaluationComparison> comparison = EvaluationComparison();
    if (!options_.compare.empty()) comparison = compareEvaluations(old, run.rows);
    if (!comparison) return tl::unexpected(comparison.error());
    std::string text = context.json ? jsonText(json(run, *comparison)) + "\n" : tables(run, *comparison);
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (run.interrupted || contests_.interrupted)
      return failed("interrupted: what was measured is kept; the same command goes on");
    size_t regressions = comparison->regressions().size();
    return regressions == 0 ? Status() : failed(std::to_string(regressions) + " versions have become slower");
  }

  nlohmann::json json(const EvaluationRun &run, const EvaluationComparison &comparison) const {
    nlohmann::json json = {{"table", options_.output}, {"reused", run.reused}, {"interrupted", run.interrupted}};
    json["skipped"] = nlohmann::json::array();
    for (const SkippedProgram &one : run.skipped)
      json["skipped"].push_back({{"file", one.file}, {"reason", one.reason}});
    json["notes"] = nlohmann::json::array();
    if (std::string note = noteOnPolicy(); !note.empty()) json["notes"].push_back(note);
    json["programs"] = nlohmann::json::array();
    for (const ProgramEvaluation &row : run.rows) json["programs"].push_back(toJson(row));
    json["races"] = nlohmann::json::array();
    for (const Race &race : run.races) json["races"].push_back(toJson(race));
    if (options_.race > 0)
      json["race"] = toJson(summarise(run.races));
    else
      json["summary"] = toJson(summarise(run.rows));
    for (const Contest &contest : contests_.contests) json["contests"].push_back(toJson(contest));
    if (!contests_.contests.empty()) json["standings"] = toJson(standingsOf(contests_.contests));
    if (!options_.compare.empty()) json["compare"] = toJson(comparison);
    return json;
  }

  std::string tables(const EvaluationRun &run, const EvaluationComparison &comparison) const {
    std::string text;
    if (options_.race > 0)
      text = tableText(run.races);
    else
      text = tableText(run.rows) + "\n" + tableText(summarise(run.rows));
    if (!contests_.contests.empty())
      text += "\n" + tableText(contests_.contests) + "\n" + tableText(standingsOf(contests_.contests));
    if (!options_.compare.empty()) text += "\n" + tableText(comparison);
    text += "\n" + std::to_string(run.rows.size() + run.races.size()) + " rows, " + std::to_string(run.reused) +
            " of them from " + options_.output + "; " + std::to_string(run.skipped.size()) + " programs skipped\n";
    if (std::string note = noteOnPolicy(); !note.empty()) text += "note: " + note + "\n";
    return text;
  }

  /// As `optimize` does without a policy, trials are those of plain search.
  std::string noteOnPolicy() const {
    std::string note = options_.measuring.noteOnPolicy();
    bool isPlain = !note.empty() && !options_.measuring.hasPolicy();
    return isPlain ? note + "; its trials are those of plain evolutionary search" : note;
  }

  EvaluateOptions options_;
  AgainstOptions against_;
  ContestRun contests_;
};

}  // namespace

std::unique_ptr<Command> evaluateCommand() { return std::make_unique<EvaluateCommand>(); }

}  // namespace mlir_rl
