#pragma once

/// \file
/// The schedules of all tasks of a program <-> one text:
///
///     task a9042d480b9cc830: fuse %0 [0, 256, 0] producers [1]; stop
///     task task_1:
///       tile %0 [8, 0, 0]
///       stop
///
/// A program of one task needs no `task` line.

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/flow/op_summary.h"
#include "mlir_rl/flow/schedule.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

using TaskSummaries = std::span<const std::shared_ptr<const TaskSummary>>;

/// One legal schedule for each of `tasks`. A task is named by its hash, its function's name or its place (0, 1, ...);
/// one that the text does not name gets the rules' schedule, and so does `default`. Without any `task`, the text is
/// the schedule of the only task; of each task when no action names an op. Errors (usage): what does not parse, with
/// line and column; a task that the program does not have, or that is named twice; an action that is refused, with its
/// number and the reason.
Result<std::vector<Schedule>> parseSchedules(std::string_view text, TaskSummaries tasks, const Machine &machine,
                                             int threads);

/// The inverse: one line a task, named by its hash; only the actions when there is one task.
std::string printSchedules(const std::vector<TaskSchedule> &schedules);

}  // namespace mlir_rl
