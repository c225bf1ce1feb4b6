#pragma once

/// \file
/// A schedule being written, with the nest it leads to.

#include "mlir_rl/flow/loop_nest.h"
#include "mlir_rl/flow/machine.h"
#include "mlir_rl/flow/schedule.h"

namespace mlir_rl {

struct Draft {
  LoopNest nest;
  Schedule schedule;

  /// An untouched task.
  static Draft of(std::shared_ptr<const TaskSummary> task);

  /// Does the action if it is legal; says whether it was.
  bool act(const Action &action);

  /// Gives every op that has a vector form and none yet the rules' register tile and unrolling, then stops.
  void finish(const Machine &machine);
};

}  // namespace mlir_rl
