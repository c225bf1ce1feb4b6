#pragma once

/// \file
/// min, max and clamp of scalars as helper functions that others call too.

#include "mlir_rl/kernel_text/prelude.h"

namespace mlir_rl::kernel::text {

Text lowerOf(Prelude &prelude, Scalar scalar, const Text &a, const Text &b);
Text higherOf(Prelude &prelude, Scalar scalar, const Text &a, const Text &b);
Text clamped(Prelude &prelude, Scalar scalar, const Text &x, const Text &low, const Text &high);

}  // namespace mlir_rl::kernel::text
