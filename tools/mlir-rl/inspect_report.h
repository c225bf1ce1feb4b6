#pragma once

/// \file
/// What `mlir-rl inspect` shows, and its two forms.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/flow/loop_nest.h"
#include "mlir_rl/flow/machine.h"
#include "mlir_rl/flow/schedule.h"

namespace mlir_rl {

struct InspectedTask {
  int index = 0;
  LoopNest nest;  ///< after the schedule
  Schedule schedule;
};

struct InspectReport {
  std::string file, entry;
  std::vector<Argument> arguments;
  Machine machine;  ///< with its roofs when they are known
  int threads = 1;
  bool showNest = false, showMask = false;
  std::vector<InspectedTask> tasks;
};

std::string textOf(const InspectReport &report);
nlohmann::json toJson(const InspectReport &report);

}  // namespace mlir_rl
