#pragma once

/// \file
/// Rows of the table of builtins: casts, one for each scalar, in the order of Scalar. What they do is in tree.h.
/// A cast of a value to the type it has gives the value; in Python that makes a variable of a literal.

// clang-format off
#define MLIR_RL_KERNEL_CASTS(ROW) \
  ROW(castBool, "bool", bare, castRule<Scalar::boolean>, none, "Whether a scalar is not 0.") \
  ROW(castInt8, "int8", call, castRule<Scalar::i8>, none, "8-bit integer with a sign.") \
  ROW(castInt16, "int16", call, castRule<Scalar::i16>, none, "16-bit integer with a sign.") \
  ROW(castInt32, "int", bare, castRule<Scalar::i32>, none, "32-bit integer with a sign; also wp.int32.") \
  ROW(castInt64, "int64", call, castRule<Scalar::i64>, none, "64-bit integer with a sign.") \
  ROW(castUint8, "uint8", call, castRule<Scalar::u8>, none, "8-bit integer without a sign.") \
  ROW(castUint16, "uint16", call, castRule<Scalar::u16>, none, "16-bit integer without a sign.") \
  ROW(castUint32, "uint32", call, castRule<Scalar::u32>, none, "32-bit integer without a sign.") \
  ROW(castUint64, "uint64", call, castRule<Scalar::u64>, none, "64-bit integer without a sign.") \
  ROW(castFloat16, "float16", call, castRule<Scalar::f16>, none, "Half precision, rounded to nearest even.") \
  ROW(castFloat32, "float", bare, castRule<Scalar::f32>, none, "Single precision, rounded to nearest even; also wp.float32.") \
  ROW(castFloat64, "float64", call, castRule<Scalar::f64>, none, "Double precision.")
// clang-format on
