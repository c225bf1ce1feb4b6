#include "mlir_rl/env/demonstration.h"

#include <algorithm>
#include <set>

#include "mlir_rl/env/scheduling_state.h"
#include "mlir_rl/schedule/text.h"

namespace mlir_rl {

namespace {

using Group = std::vector<const RecordedEpisode *>;

bool isRules(const RecordedEpisode &e) { return e.path.front() == "rules"; }

/// Seconds of the rules' schedule; 0: not measured.
double rulesSecondsOf(const Group &episodes) {
  for (const RecordedEpisode *e : episodes)
    if (isRules(*e) && e->verdict.outcome == Outcome::ok) return e->verdict.seconds;
  return 0;
}

/// Best first; of those within the slack at most so many, each schedule once. Where nothing is better than the rules,
/// what comes near them is good.
std::set<const RecordedEpisode *> bestOf(Group episodes, double rulesSeconds, const DemonstrationPlan &plan) {
  std::erase_if(episodes, [](const RecordedEpisode *e) { return isRules(*e); });
  if (episodes.empty()) return {};
  auto reward = [&](const RecordedEpisode *e) { return rewardOf(e->verdict, rulesSeconds); };
  std::sort(episodes.begin(), episodes.end(), [&](auto *a, auto *b) {
    return reward(a) != reward(b) ? reward(a) > reward(b) : a->path.size() < b->path.size();
  });
  double best = reward(episodes.front());
  std::set<const RecordedEpisode *> kept;
  std::set<std::string> schedules;
  for (const RecordedEpisode *e : episodes) {
    bool good = e->verdict.outcome == Outcome::ok && reward(e) > std::max(best, -plan.slack) - plan.slack;
    if (good && int(kept.size()) < plan.perTask && schedules.insert(e->schedule).second) kept.insert(e);
  }
  return kept;
}

/// The path walked again; nothing when a choice is not there any more.
std::optional<Demonstration> replayed(const RecordedEpisode &e, SchedulingState state) {
  Demonstration demonstration{.task = e.task};
  for (const std::string &name : e.path) {
    if (state.finished()) return std::nullopt;
    const auto &choices = state.choices();
    auto found = std::find_if(choices.begin(), choices.end(), [&](auto &choice) { return nameOf(choice) == name; });
    if (found == choices.end()) return std::nullopt;
    demonstration.observations.push_back(state.observe());
    demonstration.choices.push_back(int(found - choices.begin()));
    state.take(demonstration.choices.back());
  }
  return state.finished() ? std::optional(std::move(demonstration)) : std::nullopt;
}

/// The complete schedule alone; nothing when it is not legal any more.
std::optional<Demonstration> judgedOnly(const RecordedEpisode &e, const std::shared_ptr<const TaskSummary> &task,
                                        int threads, TileMemory &memory) {
  Result<Schedule> schedule = parseSchedule(e.schedule);
  if (!schedule) return std::nullopt;
  auto state = SchedulingState::completeWith(*schedule, task, threads, memory);
  if (!state) return std::nullopt;
  return Demonstration{e.task, false, {state->observe()}, {0}, 0};
}

}  // namespace

std::vector<Demonstration> demonstrationsOf(const std::vector<RecordedEpisode> &episodes,
                                            const std::map<std::string, std::shared_ptr<const TaskSummary>> &tasks,
                                            int threads, TileMemory &memory, const DemonstrationPlan &plan) {
  std::map<std::string, Group> groups;
  for (const RecordedEpisode &e : episodes)
    if (tasks.contains(e.task)) groups[e.task].push_back(&e);
  std::vector<Demonstration> all;
  for (const auto &[hash, group] : groups) {
    double rules = rulesSecondsOf(group);
    if (rules <= 0) continue;
    const auto &task = tasks.at(hash);
    SchedulingState start(task, threads, memory, false);
    std::set<const RecordedEpisode *> best = bestOf(group, rules, plan);
    for (const RecordedEpisode *e : group) {
      auto demonstration = best.contains(e) ? replayed(*e, start) : judgedOnly(*e, task, threads, memory);
      if (!demonstration) continue;
      demonstration->reward = rewardOf(e->verdict, rules);
      all.push_back(*std::move(demonstration));
    }
  }
  return all;
}

}  // namespace mlir_rl
