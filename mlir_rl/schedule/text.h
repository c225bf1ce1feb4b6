#pragma once

/// \file
/// Schedule <-> text. One action a line (or separated by ';'), '#' starts a comment:
///
///     fuse %0 [1, 1, 0] producers [1, 2]
///     vectorize %0 [1, 1, 64] lanes 2
///     stop

#include <string>
#include <string_view>

#include "mlir_rl/flow/schedule.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

std::string printAction(const Action &action);

/// Actions separated by "; ".
std::string printSchedule(const Schedule &schedule);

/// The inverse of printSchedule; errors name line and column and what was expected.
Result<Schedule> parseSchedule(std::string_view text);

/// 16 hex digits; equal schedules have equal hashes.
std::string hashSchedule(const Schedule &schedule);

}  // namespace mlir_rl
