#pragma once

/// \file
/// Values brought into ranges: with the functions that someone would write for it.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// A number that is short to write: a multiple of 10, 1, 0.5, 0.25, 0.1, ... of the type, between the range's bounds.
double shortNumber(Draw &draw, const Range &range, Scalar scalar);

/// The value itself when it lies in the range; otherwise something made of it that does. Numeric values; the range has
/// some size and suits the type (no negative ones for unsigned types).
Value fit(Maker &m, const Value &value, const Range &range);

/// What operand number `operand` has to keep to, given the others.
Domain domainOf(const Production &production, const Values &operands, size_t operand);
/// The value, or something made of it, in a domain. Edges are the business of who draws them.
Value guard(Maker &m, const Value &value, Domain domain);

}  // namespace mlir_rl::kernel::make
