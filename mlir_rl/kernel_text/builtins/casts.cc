// How casts are written.

#include "mlir_rl/kernel_text/spelling.h"

namespace mlir_rl::kernel::text {

namespace {

/// float16 has no casts but to and from float32, and from float64, which rounds once.
Text cast(const Use &use, Scalar to) {
  Scalar from = use.types[0].scalar;
  Text operand = use.operands[0];
  if (from == to) return operand;
  if (from == Scalar::f16) {
    operand = widened(from, operand);
    from = Scalar::f32;
  }
  if (to == Scalar::boolean) {
    Text zero = use.prelude.number(0, from);
    return infix(operand, "!=", {zero.bare.empty() ? zero.text : zero.bare}, Binding::equality);
  }
  if (from == to) return operand;
  if (to == Scalar::f16 && from != Scalar::f32 && from != Scalar::f64) operand = call("float", {operand});
  return use.prelude.convert(to, operand);
}

}  // namespace

namespace spelling {

#define CAST(id, to) \
  Text id(const Use &use) { return cast(use, Scalar::to); }
CAST(castBool, boolean)
CAST(castInt8, i8)
CAST(castInt16, i16)
CAST(castInt32, i32)
CAST(castInt64, i64)
CAST(castUint8, u8)
CAST(castUint16, u16)
CAST(castUint32, u32)
CAST(castUint64, u64)
CAST(castFloat16, f16)
CAST(castFloat32, f32)
CAST(castFloat64, f64)
#undef CAST

}  // namespace spelling

}  // namespace mlir_rl::kernel::text
