// What norms of vectors of float32 become, and bits of integers.

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir_rl/kernel_lower/lowering.h"

namespace mlir_rl::kernel::lowering {

namespace {

constexpr Scalar kReal = Scalar::f32;

Value number(Ops &ops, double value) { return ops.number(kF32, value); }
Value product(Ops &ops, Value a, Value b) { return ops.multiply(kReal, a, b); }

Value squares(Ops &ops, const Call &call) {
  return ops.sum(call.types[0], ops.multiply(kReal, call.values[0], call.values[0]));
}
Value deltaOf(Ops &ops, const Call &call) { return call.values.size() == 2 ? call.values[1] : number(ops, 1); }

}  // namespace

namespace lowerings {

Value bitCount(Ops &ops, const Call &call) {
  Scalar scalar = call.types[0].scalar;
  // No count is below 0 when it is read without a sign.
  Scalar counted = isSigned(scalar) ? Scalar(int(scalar) + int(Scalar::u8) - int(Scalar::i8)) : scalar;
  return ops.cast(ops.make<mlir::math::CtPopOp>(call.values[0]), counted, Scalar::i32);
}

Value normL1(Ops &ops, const Call &call) {
  return ops.sum(call.types[0], ops.make<mlir::math::AbsFOp>(call.values[0]));
}
Value normL2(Ops &ops, const Call &call) { return length(ops, call); }

Value normHuber(Ops &ops, const Call &call) {
  Value a = squares(ops, call), delta = deltaOf(ops, call);
  Value near = ops.compare(kReal, Relation::lessEqual, a, product(ops, delta, delta));
  Value root = ops.squareRoot(a);
  Value beyond = product(ops, delta, ops.subtract(kReal, root, product(ops, number(ops, 0.5), delta)));
  Value square = product(ops, number(ops, 0.5), a);
  return ops.select(near, square, beyond);
}

Value normPseudoHuber(Ops &ops, const Call &call) {
  Value a = squares(ops, call), delta = deltaOf(ops, call);
  Value share = ops.divide(kReal, a, product(ops, delta, delta));
  return product(ops, delta, ops.squareRoot(ops.add(kReal, number(ops, 1), share)));
}

Value smoothNormalize(Ops &ops, const Call &call) {
  return ops.divide(kReal, call.values[0], ops.splat(normPseudoHuber(ops, call), call.result));
}

}  // namespace lowerings

}  // namespace mlir_rl::kernel::lowering
