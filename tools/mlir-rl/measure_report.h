#pragma once

/// \file
/// What `mlir-rl measure` found, and its two forms.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/flow/measurement.h"

namespace mlir_rl {

struct MeasuredVersion {
  std::string name;      ///< "unscheduled", "default", "schedule 1"
  std::string schedule;  ///< "" for unscheduled
  Measurement measurement;
};

struct MeasureReport {
  std::string file;
  int threads = 1;
  bool cold = false;
  double flops = 0, bytes = 0;  ///< of one call, nominal
  double floorSeconds = 0;      ///< that the roof allows; 0: not known
  std::string machine;          ///< fingerprint
  std::vector<MeasuredVersion> versions;
  int fastest = -1;  ///< by the rule of ten pairs, each against the best before it; -1: all failed
};

std::string textOf(const MeasureReport &report);
nlohmann::json toJson(const MeasureReport &report);

}  // namespace mlir_rl
