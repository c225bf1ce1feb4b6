#pragma once

/// \file
/// Atomics whose result does not depend on the order of threads: of integers all that commute, of floats extremes
/// away from 0, sums of whole numbers, and whatever a thread does to an element of its own. Old values are dropped.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// Adds a new shared array and one atomic operation on it for each thread, perhaps under a condition.
void growAtomic(Maker &m);
/// array[indices] row= value, for rows that commute; written as a call or as an update.
void emitAtomic(Maker &m, Builtin row, const Value &array, const Values &indices, const Value &value);
/// A shared array with zeros.
Value addShared(Maker &m, const Type &element, const std::vector<int> &extents, const std::string &hint = "");

}  // namespace mlir_rl::kernel::make
