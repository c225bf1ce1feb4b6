#include "mlir_rl/env/demonstration.h"

#include <algorithm>
#include <set>

#include "mlir_rl/env/candidate_features.h"
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

/// A path walked again, and in how many steps it does not do what the rules would.
struct Walk {
  Demonstration demonstration;
  int deviations = 0;
};

/// Nothing when a choice is not there any more.
std::optional<Walk> walked(const RecordedEpisode &e, SchedulingState state, const Schedule &rules) {
  Walk walk{{.task = e.task}};
  for (const std::string &name : e.path) {
    if (state.finished()) return std::nullopt;
    const auto &choices = state.choices();
    auto found = std::find_if(choices.begin(), choices.end(), [&](auto &choice) { return nameOf(choice) == name; });
    if (found == choices.end()) return std::nullopt;
    auto index = int(found - choices.begin());
    walk.deviations +=
        found->kind != CandidateKind::end && !choicesOfRules(choices, rules, state.draft().schedule)[size_t(index)];
    walk.demonstration.observations.push_back(state.observe());
    walk.demonstration.choices.push_back(index);
    state.take(index);
  }
  return state.finished() ? std::optional(std::move(walk)) : std::nullopt;
}

/// The path that does at each step what the rules would; nothing when it ends in another schedule than theirs.
std::optional<RecordedEpisode> asTheRulesDo(const RecordedEpisode &rulesEpisode, SchedulingState state,
                                            const Schedule &rules) {
  RecordedEpisode e{rulesEpisode.task, {}, rulesEpisode.schedule, rulesEpisode.verdict};
  while (!state.finished()) {
    std::vector<bool> marks = choicesOfRules(state.choices(), rules, state.draft().schedule);
    auto marked = std::find(marks.begin(), marks.end(), true);
    auto choice = marked == marks.end() ? 0 : int(marked - marks.begin());
    e.path.push_back(nameOf(state.choices()[size_t(choice)]));
    state.take(choice);
  }
  return state.draft().schedule == rules ? std::optional(std::move(e)) : std::nullopt;
}

/// Of the episodes within the slack of the best those that deviate least from the rules, each schedule once: what they
/// gain is owed to few choices, and random ones that gain nothing are not imitated.
std::vector<Walk> goodOf(const Group &episodes, double rulesSeconds, const SchedulingState &start,
                         const Schedule &rules, const DemonstrationPlan &plan) {
  double best = -plan.slack;
  std::vector<Walk> walks;
  std::set<std::string> schedules;
  for (const RecordedEpisode *e : episodes) {
    double reward = rewardOf(e->verdict, rulesSeconds);
    if (e->verdict.outcome != Outcome::ok || reward <= best - plan.slack) continue;
    std::optional<Walk> walk = walked(*e, start, rules);
    if (!walk || !schedules.insert(e->schedule).second) continue;
    best = std::max(best, reward);
    walk->demonstration.reward = reward;
    walks.push_back(*std::move(walk));
  }
  std::erase_if(walks, [&](const Walk &walk) { return walk.demonstration.reward <= best - plan.slack; });
  std::sort(walks.begin(), walks.end(), [](const Walk &a, const Walk &b) {
    if (a.deviations != b.deviations) return a.deviations < b.deviations;
    return a.demonstration.reward > b.demonstration.reward;
  });
  std::erase_if(walks,
                [least = walks.empty() ? 0 : walks.front().deviations](auto &w) { return w.deviations > least; });
  if (int(walks.size()) > plan.perTask) walks.resize(size_t(plan.perTask));
  return walks;
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
    const Schedule &rulesSchedule = memory.rules(task, threads).schedule;
    // The rules' own episode starts with a choice that learners do not have.
    std::optional<RecordedEpisode> asRules;
    Group playable;
    for (const RecordedEpisode *e : group)
      if (!isRules(*e))
        playable.push_back(e);
      else if (!asRules)
        asRules = asTheRulesDo(*e, start, rulesSchedule);
    if (asRules) playable.insert(playable.begin(), &*asRules);
    for (Walk &walk : goodOf(playable, rules, start, rulesSchedule, plan)) all.push_back(std::move(walk.demonstration));
    for (const RecordedEpisode *e : group) {
      auto demonstration = judgedOnly(*e, task, threads, memory);
      if (!demonstration) continue;
      demonstration->reward = rewardOf(e->verdict, rules);
      all.push_back(*std::move(demonstration));
    }
  }
  return all;
}

}  // namespace mlir_rl
