#pragma once

/// \file
/// A schedule is a value: a list of actions for one task. It prints, parses, hashes and replays (`schedule/text.h`).

#include <string>
#include <vector>

#include "mlir_rl/flow/action.h"

namespace mlir_rl {

struct Schedule {
  std::vector<Action> actions;
  bool operator==(const Schedule &) const = default;
};

/// The schedule of one task of a program.
struct TaskSchedule {
  std::string task;  ///< TaskSummary::hash
  Schedule schedule;
  bool operator==(const TaskSchedule &) const = default;
};

}  // namespace mlir_rl
