#pragma once

/// \file
/// Program + printed schedule -> Program: the script runs through MLIR's own transform interpreter.

#include <string_view>

#include "mlir_rl/program/program.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Applies a script of schedule/script.h to the module in place. On failure the module is not to be used further;
/// the error carries MLIR's diagnostics.
Status applyScript(Program &program, std::string_view script);

}  // namespace mlir_rl
