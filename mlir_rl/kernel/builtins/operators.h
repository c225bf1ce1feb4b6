#pragma once

/// \file
/// Rows of the table of builtins: Python's operators, and min, max, abs, sign, clamp.

// clang-format off
#define MLIR_RL_KERNEL_OPERATORS(ROW) \
  ROW(add, "+", infix, sameNumeric, none, "Sum of two scalars, vectors or matrices; integers wrap around.") \
  ROW(sub, "-", infix, sameNumeric, none, "Difference; integers wrap around.") \
  ROW(mul, "*", infix, product, none, "Product of scalars; a vector or matrix times a scalar, by components; of two matrices a[r][0] * b[0][c] + a[r][1] * b[1][c] + ... in row r and column c, added from left to right; a vector on the left is one row, on the right one column.") \
  ROW(div, "/", infix, quotient, none, "Quotient; of integers truncated towards zero, where 0 on the right, or -1 on the right of the lowest, is an error. A vector or matrix by a scalar, or a scalar by each component.") \
  ROW(floordiv, "//", infix, sameScalar, none, "Quotient rounded down: of integers to the next whole number towards minus infinity, with the errors of `/`; of floats floor(a / b), where a / b is rounded first.") \
  ROW(mod, "%", infix, sameScalarOrVector, none, "Remainder with the sign of the left side, by components; of integers with the errors of `/`, of floats fmod, which is exact.") \
  ROW(powOf, "**", infix, sameFloat, none, "pow(a, b) of the C library, floats only; a < 0 wants a whole b.") \
  ROW(neg, "-", prefix, oneNumeric, none, "Negation; the lowest integer stays itself.") \
  ROW(pos, "+", prefix, oneNumeric, none, "The operand.") \
  ROW(shl, "<<", infix, sameInteger, none, "Bits moved up; b from 0 to the width less 1, else an error.") \
  ROW(shr, ">>", infix, sameInteger, none, "Bits moved down, the sign copied for signed integers; b as for <<.") \
  ROW(bitAnd, "&", infix, sameInteger, none, "Bits set in both.") \
  ROW(bitOr, "|", infix, sameInteger, none, "Bits set in either.") \
  ROW(bitXor, "^", infix, sameInteger, none, "Bits set in one of both.") \
  ROW(bitNot, "~", prefix, oneInteger, none, "All bits inverted.") \
  ROW(equal, "==", infix, comparesEqual, none, "Whether two scalars are equal; NaN equals nothing.") \
  ROW(notEqual, "!=", infix, comparesEqual, none, "Whether two scalars differ.") \
  ROW(less, "<", infix, compares, none, "Whether a is below b; false with NaN.") \
  ROW(lessEqual, "<=", infix, compares, none, "Whether a is at most b; false with NaN.") \
  ROW(greater, ">", infix, compares, none, "Whether a is above b; false with NaN.") \
  ROW(greaterEqual, ">=", infix, compares, none, "Whether a is at least b; false with NaN.") \
  ROW(logicalAnd, "and", infix, bothBool, none, "Whether both hold; b is evaluated only when a holds.") \
  ROW(logicalOr, "or", infix, bothBool, none, "Whether one holds; b is evaluated only when a does not hold.") \
  ROW(logicalNot, "not", prefix, oneBool, none, "Whether it does not hold.")
// clang-format on
