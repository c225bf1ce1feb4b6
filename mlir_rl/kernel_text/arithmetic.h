#pragma once

/// \file
/// Operations on scalars of one type as text whose behaviour is defined and whose result has that type: rounded to it,
/// or wrapped around. C++ is compiled so that signed integers wrap; CUDA has no such flag, so what may leave the range
/// of int or long long is computed without a sign there, in functions add, sub, mul and neg.

#include "mlir_rl/kernel_text/prelude.h"

namespace mlir_rl::kernel::text {

/// A row of the table of builtins on two scalars: + - * / // % << >> & | ^, pow. `overflows`: whether the result of + -
/// * may be none of the type; if unsure, true.
Text operation(Prelude &prelude, Builtin row, Scalar scalar, const Text &a, const Text &b, bool overflows = true);
/// How the operator of such a row binds.
Binding bindingOf(Builtin row);
/// `a OP= b` is operation(a, b), for these scalars.
bool hasAssignment(Target target, Builtin row, Scalar scalar, bool overflows);
/// Operands of an operator on integers, where a literal beside something else need not name its type.
std::pair<Text, Text> withPlainLiterals(Scalar scalar, const Text &a, const Text &b);
Text negation(Prelude &prelude, Scalar scalar, const Text &a, bool overflows = true);
/// Of the C library, computed in the scalar's own width; float16 by way of float32.
Text mathematics(Prelude &prelude, const std::string &function, Scalar scalar, std::span<const Text> operands);
Text mathematics(Prelude &prelude, const std::string &function, Scalar scalar, std::initializer_list<Text> operands);

}  // namespace mlir_rl::kernel::text
