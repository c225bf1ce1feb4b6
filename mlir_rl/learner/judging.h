#pragma once

/// \file
/// What the judge learns: which of a task's schedules are faster. From recorded ones before the first iteration, from
/// those played as well afterwards.

#include "mlir_rl/env/demonstration.h"
#include "mlir_rl/learner/rollout.h"
#include "mlir_rl/nn/network.h"

namespace mlir_rl {

/// A complete schedule and what it earned.
struct JudgedSchedule {
  const Observation *state;
  double reward;
};

/// Two or more schedules of one task.
using JudgedTask = std::vector<JudgedSchedule>;

/// The complete schedules among the demonstrations.
std::vector<JudgedTask> recordedTasks(const std::vector<Demonstration> &demonstrations);

/// The schedules that episodes ended with, of each `group` in a row one task; without those that were cut or failed.
std::vector<JudgedTask> playedTasks(const std::vector<Episode> &episodes, int group);

struct JudgingOptions {
  int epochs = 24;
  int tasks = 16;              ///< of a minibatch, with all their schedules
  double learningRate = 1e-3;  ///< falls to 0 along a cosine
  double clip = 1;             ///< rewards beyond +- this count as this much
  uint64_t seed = 0;           ///< of the order of tasks
};

/// A judge that knows nothing yet learns from the schedules of each task against each other. The mean loss of the last
/// epoch; 0 when there is no task. Error: a loss that is not finite.
Result<double> learnToJudge(Network &network, std::vector<JudgedTask> tasks, const JudgingOptions &options);

/// A judge that has learned goes on, `epochs` times over the tasks, at a constant rate. Loss and error as above.
Result<double> goOnJudging(Network &network, std::vector<JudgedTask> tasks, const JudgingOptions &options);

}  // namespace mlir_rl
