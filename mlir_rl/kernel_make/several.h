#pragma once

/// \file
/// Statements that give several variables their values.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// Two results of a function, or two values at once, or two variables put in order. Nothing is swapped by its name
/// alone: in Warp a name among several values makes its target another name of the same thing.
void growSeveral(Maker &m);

}  // namespace mlir_rl::kernel::make
