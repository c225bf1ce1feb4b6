#pragma once

/// \file
/// Scheduling episodes whose ends are measured: built, run, compared.

#include <memory>
#include <vector>

#include "mlir_rl/env/choices.h"
#include "mlir_rl/env/environment.h"
#include "mlir_rl/env/ledger.h"
#include "mlir_rl/measure/runner.h"
#include "mlir_rl/optimize/subject.h"

namespace mlir_rl {

struct MeasuredOptions {
  Machine machine;
  int threads = 1;
  uint64_t seed = 0;
  int slots = 4;
  bool named = false;  ///< observations carry the candidates' names
  bool offersRules = true;
};

/// Episode e schedules one task: all of them in turn, in an order that changes from round to round. The reward comes at
/// the end, from the ledger's verdict on the schedule (rewardOf). Tasks with nothing to choose must have been left out
/// (isSchedulable). The runner, the ledger and the tile memory must outlive the environment.
std::unique_ptr<VectorEnvironment> makeMeasuredVector(std::vector<SubjectTask> tasks, const MeasuredOptions &options,
                                                      Runner &runner, Ledger &ledger, TileMemory &memory);

/// Whether the task has a decision to take.
bool isSchedulable(const std::shared_ptr<const TaskSummary> &task, int threads, TileMemory &memory);

/// Index of the task of an episode: a permutation of the tasks for each round of them.
size_t taskOfEpisode(uint64_t seed, uint64_t episode, size_t tasks);

}  // namespace mlir_rl
