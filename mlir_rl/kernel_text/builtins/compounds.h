#pragma once

/// \file
/// Functions of vectors and matrices from functions of their scalars.

#include <functional>

#include "mlir_rl/kernel_text/spelling.h"

namespace mlir_rl::kernel::text {

using Unary = std::function<Text(const Text &)>;
using Binary = std::function<Text(const Text &, const Text &)>;

/// The component that loopText is at; a scalar as it is.
inline Text part(const Type &type, const char *name) { return {type.isScalar() ? name : name + at(type)}; }
/// Component `index` of a vector.
inline Text part(const char *name, const std::string &index) { return {std::string(name) + ".c[" + index + "]"}; }
/// Component `row`, `column` of a matrix.
inline Text part(const char *name, const std::string &row, const std::string &column) {
  return {std::string(name) + ".c[" + row + "][" + column + "]"};
}

/// `one` of a scalar; of a vector or matrix a helper function `name` that does it to each component.
Text componentwise(const Use &use, const std::string &name, const Unary &one);
/// The same of two operands, of which one may be a scalar that goes with every component of the other.
Text componentwise(const Use &use, const std::string &name, const Binary &one);

/// Lines that leave in a variable `sum` the sum, from left to right, of `term` of "0" to `count` - 1.
std::string sumLines(Prelude &prelude, Scalar scalar, int count,
                     const std::function<Text(const std::string &index)> &term);

}  // namespace mlir_rl::kernel::text
