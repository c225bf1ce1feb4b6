#include "mlir_rl/evaluate/evaluate_program.h"

#include <algorithm>

#include "mlir_rl/evaluate/finals.h"
#include "mlir_rl/flow/op_class_name.h"
#include "mlir_rl/optimize/program_schedule.h"
#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/store/record.h"

namespace mlir_rl {

void describe(const Subject &subject, ProgramEvaluation &evaluation) {
  for (const SubjectTask &task : subject.tasks)
    for (const OpSummary &op : task.summary->ops)
      if (op.opClass != OpClass::fill && op.opClass != OpClass::pad) evaluation.ops += task.summary->count;
  evaluation.flops = subject.flops;
  evaluation.bytes = subject.bytes;
  evaluation.opType = "several";
  if (subject.tasks.size() != 1) return;
  const TaskSummary &task = *subject.tasks.front().summary;
  evaluation.opType = nameOf(task.ops[size_t(task.anchor)].opClass);
}

bool isComplete(const ProgramEvaluation &row) {
  if (!row.find("default")) return true;  // nothing to schedule
  return std::ranges::all_of(row.setup.plainTrials(), [&](int64_t n) { return row.find(plainVersion(n)) != nullptr; });
}

Schedules rulesOf(const Bench &bench) {
  Schedules rules;
  for (const SubjectTask &task : bench.subject.tasks)
    rules.push_back(defaultSchedule(task.summary, bench.place.machine, bench.options.threads));
  return rules;
}

Result<Schedules> proposals(const Bench &bench, uint64_t seed, Proposing how) {
  Schedules schedules;
  for (size_t i = 0; i < bench.subject.tasks.size(); ++i) {
    Result<Schedule> schedule = (bench.place.guide->*how)(bench.problem(i, seed));
    if (!schedule) return tl::unexpected(schedule.error());
    schedules.push_back(*std::move(schedule));
  }
  return schedules;
}

namespace {

class ProgramEvaluator {
 public:
  ProgramEvaluator(const Bench &bench, const EvaluationSetup &setup, ProgramEvaluation named,
                   std::span<const ProgramEvaluation> earlier)
      : bench_(bench),
        setup_(setup),
        row_(std::move(named)),
        earlier_(earlier),
        rules_(rulesOf(bench)),
        playOffs_(bench, rules_),
        plainTrials_(setup.plainTrials()) {
    row_.setup = setup;
    describe(bench.subject, row_);
  }

  Result<ProgramEvaluation> run() {
    Status ok = loadTasks(bench_);
    if (ok) ok = searchByPolicy();
    if (ok) ok = searchByEvolution();
    if (ok) ok = playOffs_.play();
    if (!ok) return tl::unexpected(ok.error());
    Result<std::vector<EvaluatedVersion>> versions = lastRound(bench_, contenders());
    if (!versions) return tl::unexpected(versions.error());
    const EvaluatedVersion &unscheduled = versions->front();
    if (unscheduled.outcome != "ok")
      return failed("the unscheduled program itself failed (" + unscheduled.outcome + "): " + unscheduled.message);
    row_.versions = *std::move(versions);
    row_.unixTime = unixNow();
    return std::move(row_);
  }

 private:
  Status searchByPolicy() {
    if (!bench_.place.guide) return {};
    Result<Schedules> greedy = proposals(bench_, setup_.seed);
    if (!greedy) return tl::unexpected(greedy.error());
    greedy_ = *std::move(greedy);
    if (Status ok = sampleOnce(); !ok) return ok;
    if (setup_.trials.empty() || setup_.trials.back() == 0) return {};
    auto make = [&](const SearchProblem &problem) { return bench_.place.guide->search(problem); };
    Status ok = search("policy", make, setup_.trials.back(), guided_, row_.policySearch);
    for (int64_t trials : setup_.trials)
      if (ok && trials > 0) playOffs_.enter(guided_, trials);
    return ok;
  }

  Status sampleOnce() {
    if (setup_.trials.empty() || setup_.trials.front() > 0) return {};
    Result<Schedules> sampled = proposals(bench_, setup_.seed, &Guide::sample);
    if (!sampled) return tl::unexpected(sampled.error());
    sampled_ = *std::move(sampled);
    return {};
  }

  Status searchByEvolution() {
    if (plainTrials_.empty() || takeEarlierEvolution()) return {};
    auto make = [](const SearchProblem &problem) { return makeSearch("evolutionary", problem); };
    Status ok = search("evolutionary", make, plainTrials_.back(), evolved_, row_.evolution);
    for (int64_t trials : plainTrials_)
      if (ok) playOffs_.enter(evolved_, trials);
    return ok;
  }

  Status search(const std::string &name, const SearchMaker &make, int64_t trials, ProgramTrace &trace,
                SearchCost &cost) {
    Result<ProgramTrace> found = traceSearch(bench_, name, make, trials, setup_.seed);
    if (!found) return tl::unexpected(found.error());
    trace = *std::move(found);
    cost = {trace.measured, trace.seconds, trace.failed};
    return {};
  }

  /// From a row of the same search, as long as this one's: what it took holds for both.
  bool takeEarlierEvolution() {
    for (const ProgramEvaluation &row : earlier_) {
      std::vector<int64_t> trials = row.setup.plainTrials();
      if (row.setup.seed != setup_.seed || trials.empty() || trials.back() != plainTrials_.back()) continue;
      earlierEvolution_ = plainOf(row);
      if (earlierEvolution_.empty()) continue;
      row_.evolution = row.evolution;
      return true;
    }
    return false;
  }

  /// What plain search had found after each of plainTrials_; empty when the row lacks one.
  std::vector<Schedules> plainOf(const ProgramEvaluation &row) const {
    std::vector<Schedules> all;
    for (int64_t trials : plainTrials_) {
      const EvaluatedVersion *version = row.find(plainVersion(trials));
      Result<Schedules> schedules = version ? parse(*version) : failed("not there");
      if (!schedules) return {};
      all.push_back(*std::move(schedules));
    }
    return all;
  }

  Result<Schedules> parse(const EvaluatedVersion &version) const {
    return parseSchedules(version.schedules, bench_.subject.summaries(), bench_.place.machine, bench_.options.threads);
  }

  /// Times of other days are not compared, schedules are.
  std::optional<Schedules> recorded() const {
    const EvaluatedVersion *best = nullptr;
    for (const ProgramEvaluation &row : earlier_)
      if (const EvaluatedVersion *one = row.best(); one && !one->schedules.empty())
        if (!best || one->seconds < best->seconds) best = one;
    if (!best) return std::nullopt;
    Result<Schedules> schedules = parse(*best);
    return schedules ? std::optional(*std::move(schedules)) : std::nullopt;
  }

  std::vector<Contender> contenders() const {
    std::vector<Contender> all = {{"unscheduled", std::nullopt}};
    if (bench_.subject.tasks.empty()) return all;
    all.push_back({"default", rules_});
    if (sampled_) all.push_back({"sampled@0", sampled_});
    if (bench_.place.guide)
      for (int64_t trials : setup_.trials)
        all.push_back(
            {"policy@" + std::to_string(trials), trials == 0 ? greedy_ : playOffs_.winners(guided_, trials, greedy_)});
    for (size_t i = 0; i < plainTrials_.size(); ++i)
      all.push_back({plainVersion(plainTrials_[i]), earlierEvolution_.empty()
                                                        ? playOffs_.winners(evolved_, plainTrials_[i], rules_)
                                                        : earlierEvolution_[i]});
    if (std::optional<Schedules> known = recorded()) all.push_back({"recorded", *std::move(known)});
    return all;
  }

  const Bench &bench_;
  const EvaluationSetup &setup_;
  ProgramEvaluation row_;
  std::span<const ProgramEvaluation> earlier_;
  Schedules rules_, greedy_;
  PlayOffs playOffs_;
  ProgramTrace guided_, evolved_;
  std::optional<Schedules> sampled_;
  std::vector<int64_t> plainTrials_;
  std::vector<Schedules> earlierEvolution_;  ///< of each of plainTrials_; empty: it is searched now
};

}  // namespace

Result<ProgramEvaluation> evaluateProgram(const Bench &bench, const EvaluationSetup &setup, ProgramEvaluation named,
                                          std::span<const ProgramEvaluation> earlier) {
  return ProgramEvaluator(bench, setup, std::move(named), earlier).run();
}

}  // namespace mlir_rl
