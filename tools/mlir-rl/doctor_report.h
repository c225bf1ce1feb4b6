#pragma once

/// \file
/// What `mlir-rl doctor` found out, and its two forms.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "mlir_rl/measure/noise.h"
#include "mlir_rl/measure/roof_cache.h"
#include "tools/mlir-rl/doctor_checks.h"

namespace mlir_rl {

struct DoctorReport {
  MeasuredMachine measured;
  SystemState state;
  Jitter jitter;
  std::vector<Warning> warnings;
  std::vector<ToolCheck> tools;

  /// Everything essential works.
  bool ok() const;
};

std::string textOf(const DoctorReport &report);
nlohmann::json toJson(const DoctorReport &report);

}  // namespace mlir_rl
