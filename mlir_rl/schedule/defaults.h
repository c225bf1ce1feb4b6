#pragma once

/// \file
/// The rules: a schedule for any task from its accesses and the machine model, without measuring.

#include <memory>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/flow/op_summary.h"
#include "mlir_rl/flow/schedule.h"

namespace mlir_rl {

/// For each op that nothing in the task consumes: the container (tiles that its producers join), order of loops and
/// threads that the cost model likes best; then the best register tile for each op. Always legal; ends with stop.
Schedule defaultSchedule(const std::shared_ptr<const TaskSummary> &task, const Machine &machine, int threads);

}  // namespace mlir_rl
