#pragma once

/// \file
/// Operators written as calls, `wp.add(a, b)` for `a + b`, as some kernels have them.

#include "mlir_rl/kernel_make/maker.h"

namespace mlir_rl::kernel::make {

/// In a few kernels, some of the operators of the kernel and its functions get their names. Bounds of loops stay, as
/// what is written there says whether a loop is unrolled.
void nameOperators(Maker &m, Body &body);

}  // namespace mlir_rl::kernel::make
