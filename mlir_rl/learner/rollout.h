#pragma once

/// \file
/// Episodes played by a policy in many environments at once.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "mlir_rl/env/environment.h"
#include "mlir_rl/policy/policy.h"

namespace mlir_rl {

struct Transition {
  Observation observation;
  Decision decision;
  float reward = 0;
};

struct Episode {
  uint64_t number = 0;
  std::vector<Transition> steps;
  bool truncated = false;
  float lastValue = 0;  ///< of the state after the last step: 0 unless the episode was cut
  std::string info;     ///< the environment's words at the end: a JSON object or ""

  double reward() const;  ///< sum over the steps, not discounted
  double meanEntropy() const;
};

struct RolloutOptions {
  uint64_t first = 0;  ///< number of the first episode
  int count = 1;
  int group = 1;        ///< so many in a row start alike: episode e is the environments' episode e / group
  uint64_t seed = 0;    ///< chance of episode e is a function of (seed, e)
  bool greedy = false;  ///< the likeliest candidate, no chance
  /// Told after each episode how many are done; false stops the rollout, which is then an error.
  std::function<bool(int done)> goOn;
};

/// Episodes first .. first + count - 1, in this order whatever order they ended in. Errors: of an environment or the
/// policy; interrupted.
Result<std::vector<Episode>> rollOut(VectorEnvironment &environments, Policy &policy, const RolloutOptions &options);

}  // namespace mlir_rl
