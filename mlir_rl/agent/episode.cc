#include "mlir_rl/agent/episode.h"

#include <algorithm>

#include "mlir_rl/env/scheduling_state.h"

namespace mlir_rl {

Result<std::vector<Proposal>> playEpisodes(const std::shared_ptr<const TaskSummary> &task, int threads,
                                           TileMemory &memory, Policy &policy, const std::vector<Random *> &chances) {
  std::vector<SchedulingState> states(chances.size(), SchedulingState(task, threads, memory, false));
  std::vector<Proposal> proposals(chances.size());
  for (;;) {
    std::vector<size_t> open;
    for (size_t i = 0; i < states.size(); ++i)
      if (!states[i].finished()) open.push_back(i);
    if (open.empty()) break;
    std::vector<Observation> seen;
    std::vector<Query> queries;
    for (size_t i : open) seen.push_back(states[i].observe());
    for (size_t k = 0; k < open.size(); ++k) queries.push_back({&seen[k], chances[open[k]]});
    Result<std::vector<Decision>> decisions = policy.act(queries);
    if (!decisions) return tl::unexpected(decisions.error());
    for (size_t k = 0; k < open.size(); ++k) {
      Proposal &proposal = proposals[open[k]];
      proposal.logProbability += (*decisions)[k].logProbability;
      proposal.value = (*decisions)[k].value;
      states[open[k]].take((*decisions)[k].candidate);
    }
  }
  for (size_t i = 0; i < states.size(); ++i) proposals[i].schedule = states[i].draft().schedule;
  return proposals;
}

Result<Proposal> judgedRules(const std::shared_ptr<const TaskSummary> &task, int threads, TileMemory &memory,
                             Policy &policy) {
  Proposal proposal{memory.rules(task, threads).schedule, 0, 0};
  SchedulingState state(task, threads, memory);
  const auto &choices = state.choices();
  auto rules = std::find_if(choices.begin(), choices.end(), [](auto &c) { return c.kind == CandidateKind::rules; });
  if (rules == choices.end()) return proposal;
  state.take(int(rules - choices.begin()));
  Observation complete = state.observe();
  Result<std::vector<Decision>> decisions = policy.act({{&complete, nullptr}});
  if (!decisions) return tl::unexpected(decisions.error());
  proposal.value = decisions->front().value;
  return proposal;
}

}  // namespace mlir_rl
