#pragma once

/// \file
/// What the judge learns: which of a task's schedules are faster.

#include "mlir_rl/env/demonstration.h"
#include "mlir_rl/nn/network.h"

namespace mlir_rl {

struct JudgingOptions {
  int epochs = 24;
  int tasks = 16;              ///< of a minibatch, with all their schedules
  double learningRate = 1e-3;  ///< falls to 0 along a cosine
  double clip = 1;             ///< rewards beyond +- this count as this much
  uint64_t seed = 0;           ///< of the order of tasks
};

/// From the complete schedules among the demonstrations, those of a task against each other. The mean loss of the last
/// epoch; 0 when no task has two. Error: a loss that is not finite.
Result<double> learnToJudge(Network &network, const std::vector<Demonstration> &demonstrations,
                            const JudgingOptions &options);

}  // namespace mlir_rl
