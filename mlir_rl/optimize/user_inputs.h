#pragma once

/// \file
/// Input values that the user gives.

#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/optimize/options.h"

namespace mlir_rl {

/// Reads --inputs and --input-range once, so that what does not fit the program is said before anything is run.
/// Errors (usage): as readNpz and parseInputRanges.
Status checkInputs(const OptimizeOptions &options, const std::vector<Argument> &arguments);

}  // namespace mlir_rl
