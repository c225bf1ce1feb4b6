#pragma once

/// \file
/// Conditions on several values at once.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// A comparison of a value with a short number, with a range of them, or with another of the values. Scalars.
Value testOf(Maker &m, const Values &values);
/// So many tests joined by `and`, `or` and `not`, each of another value as far as there are some.
Value compound(Maker &m, Values values, int tests);

}  // namespace mlir_rl::kernel::make
