#pragma once

/// \file
/// What threads find, gathered in a few shared elements whose values do not depend on the threads' order.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// A float scalar as so many i32 steps of 1 / `scale`, for sums that are exact; between the bounds.
Value quanta(Maker &m, const Value &value, double scale, const Range &bounds);
/// A new shared array that adds the value up, or keeps its lowest or highest: one element, or one for each of some
/// groups of threads. The value becomes an integer.
void gather(Maker &m, const Value &value);

}  // namespace mlir_rl::kernel::make
