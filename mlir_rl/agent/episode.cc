#include "mlir_rl/agent/episode.h"

#include <algorithm>

#include "mlir_rl/env/scheduling_state.h"

namespace mlir_rl {

Result<std::vector<Proposal>> playEpisodes(const std::shared_ptr<const TaskSummary> &task, int threads,
                                           TileMemory &memory, Policy &policy, const std::vector<Random *> &chances) {
  std::vector<SchedulingState> states(chances.size(), SchedulingState(task, threads, memory, false));
  std::vector<Proposal> proposals(chances.size());
  std::vector<Observation> last(chances.size());  // the complete state, in the end
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
      last[open[k]] = std::move(seen[k]);
      states[open[k]].take((*decisions)[k].candidate);
    }
  }
  std::vector<const Observation *> complete;
  for (const Observation &observation : last) complete.push_back(&observation);
  Result<std::vector<float>> judgments = policy.judge(complete);
  if (!judgments) return tl::unexpected(judgments.error());
  for (size_t i = 0; i < states.size(); ++i) {
    proposals[i].schedule = states[i].draft().schedule;
    if (!judgments->empty()) proposals[i].value = (*judgments)[i];
  }
  return proposals;
}

Result<std::vector<Proposal>> greedyAndDrawn(const std::shared_ptr<const TaskSummary> &task, int threads,
                                             TileMemory &memory, Policy &policy, int drawn) {
  std::vector<Random> randoms;
  for (int i = 0; i < drawn; ++i) randoms.push_back(makeRandom(1, uint64_t(i)));
  std::vector<Random *> chances = {nullptr};
  for (Random &random : randoms) chances.push_back(&random);
  return playEpisodes(task, threads, memory, policy, chances);
}

Result<Proposal> judgedRules(const std::shared_ptr<const TaskSummary> &task, int threads, TileMemory &memory,
                             Policy &policy) {
  Proposal proposal{memory.rules(task, threads).schedule, 0, {}};
  SchedulingState state(task, threads, memory);
  const auto &choices = state.choices();
  auto rules = std::find_if(choices.begin(), choices.end(), [](auto &c) { return c.kind == CandidateKind::rules; });
  if (rules == choices.end()) return proposal;
  state.take(int(rules - choices.begin()));
  Observation complete = state.observe();
  Result<std::vector<float>> judgment = policy.judge({&complete});
  if (!judgment) return tl::unexpected(judgment.error());
  if (!judgment->empty()) proposal.value = judgment->front();
  return proposal;
}

}  // namespace mlir_rl
