#include "mlir_rl/evaluate/race.h"

#include <algorithm>

#include "mlir_rl/evaluate/evaluate_program.h"
#include "mlir_rl/evaluate/finals.h"
#include "mlir_rl/optimize/share_trials.h"
#include "mlir_rl/store/record.h"

namespace mlir_rl {

namespace {

/// Of those that were the best for a while at most so many are measured again.
constexpr size_t kMaxSteps = 24;

struct Leader {
  int64_t trials = 0;
  Schedules schedules;
};

/// What was the best after so many trials, by the search's own times.
Schedules leading(const Bench &bench, const ProgramTrace &trace, int64_t trials, Schedules schedules) {
  std::vector<int64_t> shares = shareTrials(bench.subject, trials);
  for (size_t i = 0; i < shares.size(); ++i) {
    std::vector<Schedule> best = fastestOf(trace.tasks[i], shares[i], 1);
    if (!best.empty()) schedules[i] = std::move(best.front());
  }
  return schedules;
}

/// Each with the number of trials that brought it. When they are too many, of every few only the last is kept: the
/// trials needed are then an upper bound.
std::vector<Leader> leaders(const Bench &bench, const ProgramTrace &trace, int64_t trials, const Schedules &greedy) {
  std::vector<Leader> all = {{0, greedy}};
  for (int64_t n = 1; n <= trials; ++n) {
    Schedules now = leading(bench, trace, n, greedy);
    if (now != all.back().schedules) all.push_back({n, std::move(now)});
  }
  size_t step = (all.size() + kMaxSteps - 1) / kMaxSteps;
  std::vector<Leader> kept;
  for (size_t i = 0; i < all.size(); ++i)
    if (i == 0 || (all.size() - 1 - i) % step == 0) kept.push_back(std::move(all[i]));
  return kept;
}

SearchCost costOf(const ProgramTrace &trace) { return {trace.measured, trace.seconds, trace.failed}; }

}  // namespace

std::optional<int64_t> neededTrials(const std::vector<RaceStep> &steps, double evolutionSeconds) {
  for (const RaceStep &step : steps)
    if (step.seconds > 0 && step.seconds <= kRaceTolerance * evolutionSeconds) return step.trials;
  return std::nullopt;
}

namespace {

class Racing {
 public:
  Racing(const Bench &bench, const EvaluationSetup &setup, Race race)
      : bench_(bench), trials_(setup.searchTrials), seed_(setup.seed), race_(std::move(race)), rules_(rulesOf(bench)) {
    race_.setup = setup;
  }

  Result<Race> run() {
    if (bench_.subject.tasks.empty()) return failed("there is nothing to schedule");
    Status ok = loadTasks(bench_);
    if (ok) ok = search();
    if (ok) ok = chooseContenders();
    if (ok) ok = judge();
    if (!ok) return tl::unexpected(ok.error());
    race_.needed = neededTrials(race_.steps, race_.evolutionSeconds);
    race_.unixTime = unixNow();
    return std::move(race_);
  }

 private:
  Status search() {
    auto byPolicy = [&](const SearchProblem &problem) { return bench_.place.guide->search(problem); };
    auto byEvolution = [](const SearchProblem &problem) { return makeSearch("evolutionary", problem); };
    Result<ProgramTrace> guided = traceSearch(bench_, "policy", byPolicy, trials_, seed_);
    if (!guided) return tl::unexpected(guided.error());
    Result<ProgramTrace> evolved = traceSearch(bench_, "evolutionary", byEvolution, trials_, seed_);
    if (!evolved) return tl::unexpected(evolved.error());
    guided_ = *std::move(guided);
    evolved_ = *std::move(evolved);
    race_.policySearch = costOf(guided_);
    race_.evolution = costOf(evolved_);
    return {};
  }

  Status chooseContenders() {
    PlayOffs playOffs(bench_, rules_);
    playOffs.enter(evolved_, trials_);
    if (Status ok = playOffs.play(); !ok) return ok;
    Result<Schedules> greedy = proposals(bench_, seed_);
    if (!greedy) return tl::unexpected(greedy.error());
    contenders_ = {{"default", rules_}, {"evolutionary", playOffs.winners(evolved_, trials_, rules_)}};
    for (Leader &leader : leaders(bench_, guided_, trials_, *greedy)) {
      race_.steps.push_back({leader.trials, 0});
      contenders_.push_back({"policy", std::move(leader.schedules)});
    }
    return {};
  }

  Status judge() {
    Result<std::vector<EvaluatedVersion>> round = lastRound(bench_, contenders_);
    if (!round) return tl::unexpected(round.error());
    auto secondsOf = [&](size_t i) { return (*round)[i].outcome == "ok" ? (*round)[i].seconds : 0; };
    race_.rulesSeconds = secondsOf(0);
    race_.evolutionSeconds = secondsOf(1);
    for (size_t i = 0; i < race_.steps.size(); ++i) race_.steps[i].seconds = secondsOf(i + 2);
    if (race_.evolutionSeconds > 0) return {};
    return failed("what plain search found failed in the last round: " + (*round)[1].message);
  }

  const Bench &bench_;
  int64_t trials_;
  uint64_t seed_;
  Race race_;
  Schedules rules_;
  ProgramTrace guided_, evolved_;
  std::vector<Contender> contenders_;
};

}  // namespace

Result<Race> raceProgram(const Bench &bench, const EvaluationSetup &setup, Race named) {
  return Racing(bench, setup, std::move(named)).run();
}

}  // namespace mlir_rl
