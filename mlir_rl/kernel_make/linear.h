#pragma once

/// \file
/// Matrices that can be inverted.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// `matrix + c * wp.identity(...)`, with a diagonal that outweighs the rest of each row, and how little of it is left
/// then: the lower bound of |diagonal| - sum of the others.
struct Dominant {
  Value matrix;
  double margin = 0;
};
/// A square matrix of floats of 2 to 4 rows.
Dominant dominant(Maker &m, const Value &matrix);
/// Its inverse, whose components are at most 1 / margin.
Value inverseOf(const Dominant &matrix);

}  // namespace mlir_rl::kernel::make
