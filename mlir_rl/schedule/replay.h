#pragma once

/// \file
/// A schedule run on the nest of its task.

#include "mlir_rl/flow/loop_nest.h"
#include "mlir_rl/flow/machine.h"
#include "mlir_rl/flow/schedule.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// One action: the nest after it, or why it is refused.
Result<LoopNest> apply(const LoopNest &nest, const Action &action);

/// All actions in order; the error names the action by number and text. `default` must have been expanded.
Result<LoopNest> replay(std::shared_ptr<const TaskSummary> task, const Schedule &schedule);

/// Replaces a leading `default` by the rules' actions; any other schedule is returned as it is.
Schedule expandDefault(const std::shared_ptr<const TaskSummary> &task, const Schedule &schedule, const Machine &machine,
                       int threads);

}  // namespace mlir_rl
