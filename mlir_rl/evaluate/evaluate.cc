#include "mlir_rl/evaluate/evaluate.h"

#include <cstdio>
#include <filesystem>

#include "mlir_rl/evaluate/evaluate_program.h"

namespace mlir_rl {

namespace {

class Evaluator {
 public:
  Evaluator(const EvaluateOptions &options, const Workplace &place, ResultTable &table)
      : options_(options), place_(place), table_(table), alarm_(place.machine, place.raiseRoof) {}

  Result<EvaluationRun> run(const std::vector<std::string> &files) {
    if (Status ok = prepare(); !ok) return tl::unexpected(ok.error());
    state_ = {.total = int64_t(files.size()), .unit = "programs", .label = "evaluate"};
    for (const std::string &file : files) {
      if (place_.interrupted()) break;
      Status ok = take(file);
      if (!ok && place_.interrupted()) break;
      if (!ok && ok.error().kind == ErrorKind::environment) return tl::unexpected(ok.error());
      if (!ok) skip(file, ok.error().message);
      ++state_.done;
      show("");
    }
    run_.interrupted = place_.interrupted();
    if (run_.skipped.size() == files.size()) return badUsage("none of the programs could be evaluated");
    return std::move(run_);
  }

 private:
  Status prepare() {
    Result<EvaluationSetup> setup = options_.setup();
    if (!setup) return tl::unexpected(setup.error());
    setup_ = *std::move(setup);
    setup_.policy = place_.guide ? place_.guide->identity() : "none";
    setup_.machine = place_.machine.fingerprint;
    if (options_.race > 0 && !place_.guide) return badUsage("--race needs a policy");
    Result<std::vector<uint64_t>> seeds = options_.seedNumbers();
    if (!seeds) return tl::unexpected(seeds.error());
    seeds_ = *std::move(seeds);
    return readTable();
  }

  Status readTable() {
    for (const nlohmann::json &row : table_.rows()) {
      if (row.is_object() && row.contains("entrants")) continue;  // of another experiment (peers/contest.h)
      bool isRace = row.is_object() && row.contains("needed");
      Result<Race> race = isRace ? raceFrom(row) : Race();
      Result<ProgramEvaluation> one = isRace ? ProgramEvaluation() : evaluationFrom(row);
      if (!race || !one) return badUsage(table_.path() + ": " + (race ? one.error() : race.error()).message);
      if (isRace)
        races_.push_back(*std::move(race));
      else
        known_.push_back(*std::move(one));
    }
    return {};
  }

  Status take(const std::string &file) {
    Result<Program> program = readProgram(file, {});
    if (!program) return tl::unexpected(program.error());
    name_ = std::filesystem::path(file).stem();
    return options_.race > 0 ? raceAll(file, *program) : evaluate(file, *program);
  }

  Status evaluate(const std::string &file, const Program &program) {
    ProgramEvaluation named{.file = file, .name = name_, .hash = program.hash()};
    std::vector<ProgramEvaluation> earlier;
    for (const ProgramEvaluation &row : known_) {
      if (row.hash != named.hash) continue;
      if (row.setup == setup_ && isComplete(row)) return reuse(row, run_.rows);
      if (row.setup.machine == setup_.machine && row.setup.threads == setup_.threads &&
          row.setup.convolutions == setup_.convolutions)
        earlier.push_back(row);
    }
    Result<Subject> subject = subjectOf(program);
    if (!subject) return tl::unexpected(subject.error());
    Result<ProgramEvaluation> row = evaluateProgram(benchFor(*subject), setup_, std::move(named), earlier);
    return row ? keep(*std::move(row), known_, run_.rows) : tl::unexpected(row.error());
  }

  /// The runner knows many programs, so each needs a name of its own.
  Result<Subject> subjectOf(const Program &program) const {
    Result<Subject> subject = makeSubject(program, options_.measuring.convolutionForm());
    if (subject) subject->load.program = "program " + program.hash();
    return subject;
  }

  Status raceAll(const std::string &file, const Program &program) {
    Result<Subject> subject = subjectOf(program);
    if (!subject) return tl::unexpected(subject.error());
    for (uint64_t seed : seeds_)
      if (Status ok = race({.file = file, .name = name_, .hash = program.hash()}, seed, *subject); !ok) return ok;
    return {};
  }

  Status race(Race named, uint64_t seed, const Subject &subject) {
    EvaluationSetup setup = setup_;
    setup.trials.clear();
    setup.searchTrials = options_.race;
    setup.seed = seed;
    for (const Race &row : races_)
      if (row.hash == named.hash && row.setup == setup) return reuse(row, run_.races);
    Result<Race> row = raceProgram(benchFor(subject), setup, std::move(named));
    return row ? keep(*std::move(row), races_, run_.races) : tl::unexpected(row.error());
  }

  template <typename Row>
  Status reuse(const Row &row, std::vector<Row> &rows) {
    ++run_.reused;
    rows.push_back(row);
    return {};
  }

  template <typename Row>
  Status keep(Row row, std::vector<Row> &known, std::vector<Row> &rows) {
    Status ok = table_.append(toJson(row));
    known.push_back(row);
    rows.push_back(std::move(row));
    return ok;
  }

  const Bench benchFor(const Subject &subject) {
    return {subject, options_.measuring, place_, alarm_, [this](const std::string &what) { show(what); }};
  }

  void skip(const std::string &file, const std::string &reason) {
    std::fprintf(stderr, "mlir-rl: %s is skipped: %s\n", file.c_str(), reason.c_str());
    run_.skipped.push_back({file, reason});
    ++state_.failures["skipped"];
  }

  void show(const std::string &what) {
    state_.detail = what.empty() ? name_ : name_ + ": " + what;
    place_.progress(state_);
  }

  const EvaluateOptions &options_;
  const Workplace &place_;
  ResultTable &table_;
  RoofAlarm alarm_;
  EvaluationSetup setup_;
  std::vector<uint64_t> seeds_;
  std::vector<ProgramEvaluation> known_;
  std::vector<Race> races_;
  std::string name_;
  ProgressState state_;
  EvaluationRun run_;
};

}  // namespace

Result<EvaluationRun> evaluatePrograms(const std::vector<std::string> &files, const EvaluateOptions &options,
                                       const Workplace &workplace, ResultTable &table) {
  return Evaluator(options, workplace, table).run(files);
}

}  // namespace mlir_rl
