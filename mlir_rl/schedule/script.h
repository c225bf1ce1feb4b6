#pragma once

/// \file
/// Schedules -> one upstream transform-dialect script for a prepared program, up to and with bufferisation.

#include <memory>
#include <string>
#include <vector>

#include "mlir_rl/flow/op_summary.h"
#include "mlir_rl/flow/schedule.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// One task with the schedule it gets.
struct ScheduledTask {
  std::shared_ptr<const TaskSummary> task;
  Schedule schedule;
};

/// The module to pass to `mlir-opt --transform-interpreter` (or transform/apply.h). Refuses a schedule that is not
/// legal for its task; `default` must have been expanded.
Result<std::string> printScript(const std::vector<ScheduledTask> &tasks);

}  // namespace mlir_rl
