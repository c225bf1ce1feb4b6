#include "mlir_rl/env/demonstration.h"

#include <algorithm>
#include <set>

#include "mlir_rl/env/scheduling_state.h"

namespace mlir_rl {

namespace {

using Group = std::vector<const RecordedEpisode *>;

bool isRules(const RecordedEpisode &e) { return e.path == std::vector<std::string>{"rules"}; }

/// Seconds of the rules' schedule; 0: not measured.
double rulesSecondsOf(const Group &episodes) {
  for (const RecordedEpisode *e : episodes)
    if (isRules(*e) && e->verdict.outcome == Outcome::ok) return e->verdict.seconds;
  return 0;
}

/// Best first; of those within the slack at most so many, each schedule once.
Group bestOf(Group episodes, double rulesSeconds, const DemonstrationPlan &plan) {
  auto reward = [&](const RecordedEpisode *e) { return rewardOf(e->verdict, rulesSeconds); };
  std::sort(episodes.begin(), episodes.end(), [&](auto *a, auto *b) {
    return reward(a) != reward(b) ? reward(a) > reward(b) : a->path.size() < b->path.size();
  });
  double best = reward(episodes.front());
  Group kept;
  std::set<std::string> schedules;
  for (const RecordedEpisode *e : episodes) {
    bool good = best < plan.slack ? isRules(*e) : reward(e) > best - plan.slack;
    if (good && int(kept.size()) < plan.perTask && schedules.insert(e->schedule).second) kept.push_back(e);
  }
  return kept;
}

/// The path walked again; nothing when a choice is not there any more.
std::optional<Demonstration> replayed(const RecordedEpisode &e, SchedulingState state) {
  Demonstration demonstration{e.task, {}, {}, 0};
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
    SchedulingState start(tasks.at(hash), threads, memory);
    for (const RecordedEpisode *e : bestOf(group, rules, plan)) {
      std::optional<Demonstration> demonstration = replayed(*e, start);
      if (!demonstration) continue;
      demonstration->reward = rewardOf(e->verdict, rules);
      all.push_back(*std::move(demonstration));
    }
  }
  return all;
}

}  // namespace mlir_rl
