#pragma once

/// \file
/// What a run needs to go on as if it had not been stopped.

#include <optional>
#include <string>

#include "mlir_rl/learner/config.h"
#include "mlir_rl/learner/run_log.h"
#include "mlir_rl/nn/safetensors.h"

namespace mlir_rl {

/// Beside weights and Adam's state. All chance is drawn from (seed, iteration, episode), so these numbers are the state
/// of the generators too.
struct Progressed {
  int64_t iterations = 0;  ///< done
  int64_t steps = 0;       ///< decisions so far
  double entropyCoefficient = 0;
  bool imitated = false;             ///< the imitation before iteration 1 is done
  std::optional<double> bestReward;  ///< of a validation
  int64_t bestIteration = 0;
  RunLog::Sizes logSizes;
};

/// Writes FOLDER/checkpoints/iteration_NNNNNN.safetensors, complete or not at all, and removes all but the last `keep`
/// of them (0: none is removed).
Status writeCheckpoint(const std::string &folder, const Network &network, const Progressed &progressed,
                       const TrainConfig &config, int keep);

struct Checkpoint {
  TensorFile file;
  Progressed progressed;
};

bool hasCheckpoint(const std::string &folder);

/// The last one of a run. Errors (usage): there is none; it cannot be read.
Result<Checkpoint> readLastCheckpoint(const std::string &folder);

/// Makes RESULTS/run_N with the smallest free N beyond all that are there.
Result<std::string> makeRunFolder(const std::string &results);

}  // namespace mlir_rl
