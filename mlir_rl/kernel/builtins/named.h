#pragma once

/// \file
/// Rows of the table of builtins: operators by the names of Warp's functions for them, `wp.add(a, b)` for `a + b`. Each
/// means what its operator means.

// clang-format off
#define MLIR_RL_KERNEL_NAMED(ROW) \
  ROW(namedAdd, "add", call, sameNumeric, none, "a + b.") \
  ROW(namedSub, "sub", call, sameNumeric, none, "a - b.") \
  ROW(namedMul, "mul", call, product, none, "a * b.") \
  ROW(namedDiv, "div", call, quotient, none, "a / b.") \
  ROW(namedFloordiv, "floordiv", call, sameScalar, none, "a // b.") \
  ROW(namedMod, "mod", call, sameScalarOrVector, none, "a % b.") \
  ROW(namedNeg, "neg", call, oneNumeric, none, "-a.") \
  ROW(namedPos, "pos", call, oneNumeric, none, "+a.") \
  ROW(namedShl, "lshift", call, sameInteger, none, "a << b.") \
  ROW(namedShr, "rshift", call, sameInteger, none, "a >> b.") \
  ROW(namedAnd, "bit_and", call, sameInteger, none, "a & b.") \
  ROW(namedOr, "bit_or", call, sameInteger, none, "a | b.") \
  ROW(namedXor, "bit_xor", call, sameInteger, none, "a ^ b.") \
  ROW(namedInvert, "invert", call, oneInteger, none, "~a.") \
  ROW(namedNot, "unot", call, oneBool, none, "not a.")

/// NAME(row, the operator that it means).
#define MLIR_RL_KERNEL_OPERATORS_OF(NAME) \
  NAME(namedAdd, add) \
  NAME(namedSub, sub) \
  NAME(namedMul, mul) \
  NAME(namedDiv, div) \
  NAME(namedFloordiv, floordiv) \
  NAME(namedMod, mod) \
  NAME(namedNeg, neg) \
  NAME(namedPos, pos) \
  NAME(namedShl, shl) \
  NAME(namedShr, shr) \
  NAME(namedAnd, bitAnd) \
  NAME(namedOr, bitOr) \
  NAME(namedXor, bitXor) \
  NAME(namedInvert, bitNot) \
  NAME(namedNot, logicalNot)
// clang-format on
