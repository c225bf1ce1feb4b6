#pragma once

/// \file
/// Rows as JSON, in stores and exports.

#include <nlohmann/json_fwd.hpp>

#include "mlir_rl/kernel_set/row.h"

namespace mlir_rl::kernel {

nlohmann::json toJson(const Row &row);
/// The same row. Error (usage): not what toJson() writes.
Result<Row> rowFromJson(const nlohmann::json &object);

nlohmann::json toJson(const LaunchInput &input);
nlohmann::json toJson(const StageTimes &times);

}  // namespace mlir_rl::kernel
