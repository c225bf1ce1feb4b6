#pragma once

/// \file
/// Random episodes of the environment.

#include "mlir_rl/env/scheduling_state.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl::testing {

/// One of the choices. Every second time a kind first, then one of that kind: cuts and padding are few among
/// containers and register tiles.
inline int randomChoice(const std::vector<Candidate> &choices, Random &random) {
  size_t any = size_t(uniformBelow(random, choices.size()));
  if (uniformBelow(random, 2) == 0) return int(any);
  auto kindOf = [&](size_t i) { return std::pair(choices[i].kind, choices[i].action.kind); };
  std::vector<size_t> firsts, same;
  for (size_t i = 0; i < choices.size(); ++i)
    if (std::none_of(firsts.begin(), firsts.end(), [&](size_t f) { return kindOf(f) == kindOf(i); }))
      firsts.push_back(i);
  size_t kind = firsts[size_t(uniformBelow(random, firsts.size()))];
  for (size_t i = 0; i < choices.size(); ++i)
    if (kindOf(i) == kindOf(kind)) same.push_back(i);
  return int(same[size_t(uniformBelow(random, same.size()))]);
}

/// The schedule of an episode that does not leave everything to the rules.
inline Schedule randomEpisode(const std::shared_ptr<const TaskSummary> &task, int threads, TileMemory &memory,
                              Random &random) {
  SchedulingState state(task, threads, memory);
  state.keepOnly([](const Candidate &choice) { return choice.kind != CandidateKind::rules; });
  while (!state.finished()) state.take(randomChoice(state.choices(), random));
  return state.draft().schedule;
}

}  // namespace mlir_rl::testing
