#pragma once

/// \file
/// From a module's trees to the flat form that is interpreted.

#include "mlir_rl/kernel/tree.h"
#include "mlir_rl/kernel_run/code.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel {

/// All functions and kernels. The module keeps the rules of typing; a builtin that has no meaning for the types of its
/// operands is an error of usage that names it and its place.
Result<Code> compileModule(const Module &module);

}  // namespace mlir_rl::kernel
