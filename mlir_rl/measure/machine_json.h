#pragma once

/// \file
/// Machines and roofs as JSON: the cache file, doctor, proof files.

#include <nlohmann/json_fwd.hpp>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/measure/roof.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Every field, under its own name in snake case; sizes in bytes, rates in FLOP/s and bytes/s.
nlohmann::json toJson(const Machine &machine);
nlohmann::json toJson(const Roof &roof);

/// Back again. Errors: failed, naming what is missing or of the wrong type or range.
Result<Machine> machineFromJson(const nlohmann::json &value);
Result<Roof> roofFromJson(const nlohmann::json &value);

}  // namespace mlir_rl
