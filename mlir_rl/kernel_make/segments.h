#pragma once

/// \file
/// Which elements each thread goes through: a row of its own, a part of a list between two offsets, or every so many
/// elements of it.

#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/rows.h"

namespace mlir_rl::kernel::make {

struct Segment {
  Row row;
  Trip trip;
  Value count;  ///< of elements: an i32 of at least 1
};

/// Threads, and an array of elements for them, the manner drawn.
Segment enterSegments(Maker &m);
Value itemOf(Maker &m, const Segment &segment, const Value &k);
/// Another new array of the same layout.
Segment anotherOf(Maker &m, const Segment &segment);

}  // namespace mlir_rl::kernel::make
