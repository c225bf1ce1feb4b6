#include "mlir_rl/kernel/literal.h"

#include <cassert>
#include <limits>

namespace mlir_rl::kernel {

double roundTo(Scalar scalar, double value) {
  if (scalar == Scalar::f32) return double(float(value));
  return scalar == Scalar::f16 ? double(_Float16(float(value))) : value;
}

bool fits(Scalar scalar, int64_t value) {
  if (scalar == Scalar::boolean) return value == 0 || value == 1;
  int bits = bitsOf(scalar);
  if (isUnsigned(scalar)) return value >= 0 && (bits == 64 || value < (int64_t{1} << bits));
  return bits == 64 || (value >= -(int64_t{1} << (bits - 1)) && value < (int64_t{1} << (bits - 1)));
}

Expr intLiteral(int64_t value, const Type &type) {
  assert(type.isScalar() && !isFloat(type.scalar) && (fits(type.scalar, value) || type.is(Scalar::u64)));
  return {.kind = ExprKind::literal, .type = type, .value = {.integer = value}};
}

Expr floatLiteral(double value, const Type &type) {
  assert(type.isScalar() && isFloat(type.scalar));
  return {.kind = ExprKind::literal, .type = type, .value = {.real = roundTo(type.scalar, value)}};
}

Expr boolLiteral(bool value) { return intLiteral(value, kBool); }

}  // namespace mlir_rl::kernel
