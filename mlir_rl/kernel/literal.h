#pragma once

/// \file
/// Literals: values of scalar types, rounded to them.

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

/// The nearest value of a float type (f16 by way of f32); for other types the number itself.
double roundTo(Scalar scalar, double value);
/// Whether an integer fits a bool or integer type; u64 beyond i64 counts as not.
bool fits(Scalar scalar, int64_t value);

/// A literal expression; `value` fits the type, or is rounded to it.
Expr intLiteral(int64_t value, const Type &type = kI32);
Expr floatLiteral(double value, const Type &type = kF32);
Expr boolLiteral(bool value);

}  // namespace mlir_rl::kernel
