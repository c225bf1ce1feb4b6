#pragma once

/// \file
/// Which variables a function may read before they have a value, so that only those are watched while it runs.

#include <vector>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

/// For each variable of the function, whether some path through its statements, whatever its conditions say, may read
/// it without a value. Writing a part of a variable counts as reading it.
std::vector<bool> maybeUnset(const Function &function);

}  // namespace mlir_rl::kernel
