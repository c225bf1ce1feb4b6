#pragma once

/// \file
/// Tasks scheduled by a policy, nothing measured.

#include <optional>
#include <vector>

#include "mlir_rl/env/choices.h"
#include "mlir_rl/policy/policy.h"

namespace mlir_rl {

/// A finished episode.
struct Proposal {
  Schedule schedule;
  double logProbability = 0;  ///< of all its decisions
  /// The judge's: log of the speed, up to a number that all schedules of the task share; nothing: the policy has no
  /// judge.
  std::optional<double> value;
};

/// One episode for each of `chances`, side by side: where it is null the likeliest choice is taken each time. Errors:
/// of the policy.
/// The policy never has the choice `rules`.
Result<std::vector<Proposal>> playEpisodes(const std::shared_ptr<const TaskSummary> &task, int threads,
                                           TileMemory &memory, Policy &policy, const std::vector<Random *> &chances);

/// The greedy episode and `drawn` others, whose chance is the same each time. Errors: of the policy.
Result<std::vector<Proposal>> greedyAndDrawn(const std::shared_ptr<const TaskSummary> &task, int threads,
                                             TileMemory &memory, Policy &policy, int drawn);

/// The rules' schedule, judged.
Result<Proposal> judgedRules(const std::shared_ptr<const TaskSummary> &task, int threads, TileMemory &memory,
                             Policy &policy);

}  // namespace mlir_rl
