#pragma once

/// \file
/// What is told about the episodes of an iteration.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "mlir_rl/learner/rollout.h"

namespace mlir_rl {

/// Means over the episodes of an iteration, in their order.
struct EpisodeStats {
  double reward = 0, length = 0;
  double entropyShare = 1;                 ///< of the largest possible, over decisions with a choice
  double speedup = 0;                      ///< geometric mean where the environment tells one; else 0
  std::map<std::string, double> speedups;  ///< the same by op type, where it tells one
  std::map<std::string, int64_t> failures;
  int64_t steps = 0;
};

EpisodeStats statsOf(const std::vector<Episode> &episodes);

/// One JSON object a line and episode: reward, length, choices, and the environment's words.
std::string episodeLines(int64_t iteration, const std::vector<Episode> &episodes);

}  // namespace mlir_rl
