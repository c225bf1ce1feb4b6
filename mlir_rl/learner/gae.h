#pragma once

/// \file
/// Generalised advantage estimation (Schulman et al., 2016).

#include <vector>

namespace mlir_rl {

struct Advantages {
  std::vector<float> advantages;  ///< one a step
  std::vector<float> returns;     ///< advantage + value: what the critic is trained towards
};

/// Of one whole episode, in steps. `lastValue` is the value of the state after the last step: 0 when the episode
/// terminated there, the critic's estimate when it was cut (truncated).
Advantages estimateAdvantages(const std::vector<float> &rewards, const std::vector<float> &values, float lastValue,
                              double gamma, double lambda);

/// For each return the mean of the others of its group, `group` (2 or more) neighbours: a baseline that does not depend
/// on the episode itself, so that the gradient stays unbiased (Kool et al., *Buy 4 REINFORCE samples, get a baseline
/// for free!*, 2019). The last group may be smaller; one that is alone is its own baseline.
std::vector<float> leaveOneOutMeans(const std::vector<float> &returns, int group);

/// How advantages are scaled within a minibatch.
enum class Normalization { none, standard, maxAbs };

/// Standard: mean 0, deviation 1 (untouched when there is only one or all are equal). maxAbs: the largest is 1.
void normalizeAdvantages(std::vector<float> &advantages, Normalization how);

/// 1 - Var(returns - values) / Var(returns); 0 when the returns do not vary.
double explainedVariance(const std::vector<float> &values, const std::vector<float> &returns);

}  // namespace mlir_rl
