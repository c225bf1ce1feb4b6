#pragma once

/// \file
/// Values of one type from values of another.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// A scalar as another: cast where the cast is defined, made smaller or larger before where that says more. A bool of a
/// number is a comparison.
Value toScalar(Maker &m, const Value &value, Scalar scalar);
/// A number of a vector or matrix: its length, a component, ...
Value reduced(Maker &m, const Value &value);
/// Any value as one of a numeric type or bool.
Value convert(Maker &m, const Value &value, const Type &type);

}  // namespace mlir_rl::kernel::make
