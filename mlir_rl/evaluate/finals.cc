#include "mlir_rl/evaluate/finals.h"

#include <algorithm>

#include "mlir_rl/measure/protocol.h"
#include "mlir_rl/optimize/final_round.h"
#include "mlir_rl/optimize/program_schedule.h"
#include "mlir_rl/optimize/share_trials.h"
#include "mlir_rl/optimize/tuner.h"

namespace mlir_rl {

namespace {

constexpr double kRoundSeconds = 3;

/// Nobody drops out, whoever leads.
MeasureRequest requestOf(const Bench &bench, std::vector<std::optional<std::string>> scripts) {
  double each = kRoundSeconds / double(scripts.size());
  MeasureRequest request = roundRequest(bench.options, std::move(scripts));
  request.program = bench.subject.load.program;
  request.pairs = 0;
  request.minSamples = 5;
  request.maxSeconds = each;
  request.minSeconds = std::min(request.minSeconds, each);
  return request;
}

size_t placeOf(const Schedule &schedule, const std::vector<Schedule> &all) {
  return size_t(std::find(all.begin(), all.end(), schedule) - all.begin());
}

}  // namespace

PlayOffs::PlayOffs(const Bench &bench, Schedules rules) : bench_(bench) {
  for (Schedule &schedule : rules) matches_.push_back({{std::move(schedule)}, {}});
}

void PlayOffs::enter(const ProgramTrace &trace, int64_t trials) {
  std::vector<int64_t> shares = shareTrials(bench_.subject, trials);
  for (size_t i = 0; i < matches_.size(); ++i)
    for (Schedule &schedule : fastestOf(trace.tasks[i], shares[i], kFinalists))
      if (placeOf(schedule, matches_[i].players) == matches_[i].players.size())
        matches_[i].players.push_back(std::move(schedule));
}

Status PlayOffs::play() {
  for (size_t i = 0; i < matches_.size(); ++i) {
    if (Status ok = goOn(bench_); !ok) return ok;
    Match &match = matches_[i];
    if (match.players.size() < 2) continue;
    bench_.say("play-off of " + std::to_string(match.players.size()));
    auto all = meet(*bench_.place.runner, bench_.subject.tasks[i], match.players, bench_.options, bench_.alarm);
    if (!all) return tl::unexpected(all.error());
    match.measurements = *std::move(all);
  }
  return {};
}

const Schedule &PlayOffs::winner(const Match &match, const std::vector<Schedule> &candidates) const {
  size_t best = match.players.size();
  auto consider = [&](size_t i) {
    if (i >= match.measurements.size() || match.measurements[i].outcome != Outcome::ok) return;
    if (best == match.players.size() || match.measurements[i].median < match.measurements[best].median) best = i;
  };
  consider(0);
  for (const Schedule &candidate : candidates) consider(placeOf(candidate, match.players));
  return match.players[best == match.players.size() ? 0 : best];
}

Schedules PlayOffs::winners(const ProgramTrace &trace, int64_t trials, const Schedules &unmeasured) const {
  std::vector<int64_t> shares = shareTrials(bench_.subject, trials);
  Schedules schedules = unmeasured;
  for (size_t i = 0; i < matches_.size(); ++i)
    if (shares[i] > 0) schedules[i] = winner(matches_[i], fastestOf(trace.tasks[i], shares[i], kFinalists));
  return schedules;
}

Result<std::vector<EvaluatedVersion>> lastRound(const Bench &bench, const std::vector<Contender> &contenders) {
  std::vector<std::optional<std::string>> scripts;
  std::vector<size_t> place;
  for (const Contender &contender : contenders) {
    std::optional<std::string> script;
    if (contender.schedules) {
      Result<std::string> printed = bench.subject.script(*contender.schedules);
      if (!printed) return tl::unexpected(printed.error());
      script = *std::move(printed);
    }
    place.push_back(size_t(std::find(scripts.begin(), scripts.end(), script) - scripts.begin()));
    if (place.back() == scripts.size()) scripts.push_back(std::move(script));
  }
  bench.say("last round of " + std::to_string(scripts.size()) + " versions");
  auto all = measureRound(*bench.place.runner, bench.subject, requestOf(bench, std::move(scripts)), bench.alarm,
                          bench.place.interrupted);
  if (!all) return tl::unexpected(all.error());
  std::vector<EvaluatedVersion> versions;
  for (size_t i = 0; i < contenders.size(); ++i) {
    const Measurement &m = (*all)[place[i]];
    EvaluatedVersion version{.name = contenders[i].name, .outcome = nameOf(m.outcome), .message = m.message};
    if (contenders[i].schedules) {
      std::vector<TaskSchedule> named;
      for (size_t t = 0; t < bench.subject.tasks.size(); ++t)
        named.push_back({bench.subject.tasks[t].summary->hash, (*contenders[i].schedules)[t]});
      version.schedules = printSchedules(named);
    }
    version.seconds = m.median;
    version.spread = m.spread;
    version.samples = int64_t(m.samples.size());
    versions.push_back(std::move(version));
  }
  return versions;
}

}  // namespace mlir_rl
