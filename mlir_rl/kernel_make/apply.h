#pragma once

/// \file
/// Operations on values: what they give is known from what is known of their operands.

#include "mlir_rl/kernel_make/maker.h"
#include "mlir_rl/kernel_make/productions.h"

namespace mlir_rl::kernel::make {

using Values = std::vector<Value>;

/// A literal of a scalar type; of a vector or matrix type a value that has it in every component.
Value number(const Type &type, double value);
inline Value whole(int value) { return number(kI32, value); }
Value truth(bool value);

/// The row of these operands, which suit it. Nothing when an operand is not in its domain, or when the result might
/// leave its type's limits.
std::optional<Value> combine(Builtin row, Values operands);
/// The same of operands that were looked at before: it succeeds.
Value surely(Builtin row, Values operands);
/// The same of any operands: they are brought into the row's domain, and made smaller as long as the result would be
/// too large.
Value apply(Maker &m, Builtin row, Values operands);

/// `a if condition else b`.
Value choose(const Value &condition, const Value &a, const Value &b);
/// A vector or matrix from one scalar for each component, or one for all; a struct from its fields.
Value construct(const Type &type, const Values &operands);
Value componentOf(const Value &whole, const Values &indices);
Value componentOf(const Value &whole, int index);

}  // namespace mlir_rl::kernel::make
