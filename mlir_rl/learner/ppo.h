#pragma once

/// \file
/// Proximal policy optimisation (Schulman et al., 2017): what is learned from one batch of episodes.

#include <vector>

#include "mlir_rl/learner/gae.h"
#include "mlir_rl/learner/rollout.h"
#include "mlir_rl/nn/network.h"

namespace mlir_rl {

struct PpoOptions {
  double gamma = 1;
  double lambda = 0.95;
  /// So many episodes in a row started alike. Above 1 the others' returns are an episode's baseline, not the critic.
  int group = 1;
  double rewardClip = 0;  ///< rewards beyond +- this count as this much; 0: all as they are
  int epochs = 4;
  int valueEpochs = 0;  ///< more epochs, of the critic alone
  int minibatch = 64;   ///< decisions
  double targetKl = 0;  ///< epochs end when the mean KL of one passes this; 0: never
  Normalization normalization = Normalization::standard;
  UpdateOptions update;
  uint64_t seed = 0;  ///< of the order of samples
};

struct PpoStats {
  UpdateStats update;  ///< means over the updates of the last epoch of the policy
  double explainedVariance = 0;
  int epochs = 0;   ///< of the policy: fewer when the KL was too large
  int updates = 0;  ///< minibatches in all
};

/// Updates the network. Error: a loss that is not finite.
Result<PpoStats> learn(Network &network, const std::vector<Episode> &episodes, const PpoOptions &options);

/// Cross entropy towards the decisions of the episodes, value towards their returns: `epochs` over all of them.
/// From `judged` the critic alone learns, once for each epoch.
Result<PpoStats> imitate(Network &network, const std::vector<Episode> &episodes, const PpoOptions &options,
                         const std::vector<Episode> &judged = {});

}  // namespace mlir_rl
