// What functions of the C library become: operations of the math dialect. Those on f16 compute in f32.

#include <numbers>

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir_rl/kernel_lower/lowering.h"

namespace mlir_rl::kernel::lowering {

namespace math = mlir::math;

namespace {

Scalar widerOf(Scalar scalar) { return scalar == Scalar::f16 ? Scalar::f32 : scalar; }

template <class Op>
Value wide(Ops &ops, const Call &call) {
  Scalar wider = widerOf(call.scalar());
  llvm::SmallVector<Value, 2> operands;
  for (Value value : call.values) operands.push_back(ops.cast(value, call.scalar(), wider));
  return ops.cast(ops.make<Op>(mlir::ValueRange(operands)), wider, call.scalar());
}

/// Of x clamped to -1..1, -1 for NaN.
template <class Op>
Value ofUnitRange(Ops &ops, const Call &call) {
  Scalar wider = widerOf(call.scalar());
  Value x = ops.cast(call.values[0], call.scalar(), wider);
  Type type = scalarType(wider);
  x = ops.lower(wider, ops.higher(wider, ops.number(type, -1), x), ops.number(type, 1));
  return ops.cast(ops.make<Op>(x), wider, call.scalar());
}

Value timesFactor(Ops &ops, const Call &call, double factor) {
  Scalar wider = widerOf(call.scalar());
  Value x = ops.cast(call.values[0], call.scalar(), wider);
  return ops.cast(ops.multiply(wider, x, ops.number(scalarType(wider), factor)), wider, call.scalar());
}

/// Exact, or rounded correctly: f16 needs no detour.
template <class Op>
Value narrow(Ops &ops, const Call &call) {
  return ops.make<Op>(call.values[0]);
}

}  // namespace

namespace lowerings {

Value sinOf(Ops &ops, const Call &call) { return wide<math::SinOp>(ops, call); }
Value cosOf(Ops &ops, const Call &call) { return wide<math::CosOp>(ops, call); }
Value tanOf(Ops &ops, const Call &call) { return wide<math::TanOp>(ops, call); }
Value asinOf(Ops &ops, const Call &call) { return ofUnitRange<math::AsinOp>(ops, call); }
Value acosOf(Ops &ops, const Call &call) { return ofUnitRange<math::AcosOp>(ops, call); }
Value atanOf(Ops &ops, const Call &call) { return wide<math::AtanOp>(ops, call); }
Value atan2Of(Ops &ops, const Call &call) { return wide<math::Atan2Op>(ops, call); }
Value sinhOf(Ops &ops, const Call &call) { return wide<math::SinhOp>(ops, call); }
Value coshOf(Ops &ops, const Call &call) { return wide<math::CoshOp>(ops, call); }
Value tanhOf(Ops &ops, const Call &call) { return wide<math::TanhOp>(ops, call); }
Value degrees(Ops &ops, const Call &call) { return timesFactor(ops, call, 180 / std::numbers::pi); }
Value radians(Ops &ops, const Call &call) { return timesFactor(ops, call, std::numbers::pi / 180); }
Value expOf(Ops &ops, const Call &call) { return wide<math::ExpOp>(ops, call); }
Value logOf(Ops &ops, const Call &call) { return wide<math::LogOp>(ops, call); }
Value log2Of(Ops &ops, const Call &call) { return wide<math::Log2Op>(ops, call); }
Value log10Of(Ops &ops, const Call &call) { return wide<math::Log10Op>(ops, call); }
Value pow(Ops &ops, const Call &call) { return wide<math::PowFOp>(ops, call); }
Value sqrtOf(Ops &ops, const Call &call) { return narrow<math::SqrtOp>(ops, call); }
Value cbrtOf(Ops &ops, const Call &call) { return wide<math::CbrtOp>(ops, call); }
Value erfOf(Ops &ops, const Call &call) { return wide<math::ErfOp>(ops, call); }
Value erfcOf(Ops &ops, const Call &call) { return wide<math::ErfcOp>(ops, call); }
Value roundOf(Ops &ops, const Call &call) { return narrow<math::RoundOp>(ops, call); }
Value rintOf(Ops &ops, const Call &call) { return narrow<math::RoundEvenOp>(ops, call); }
Value truncOf(Ops &ops, const Call &call) { return narrow<math::TruncOp>(ops, call); }
Value floorOf(Ops &ops, const Call &call) { return narrow<math::FloorOp>(ops, call); }
Value ceilOf(Ops &ops, const Call &call) { return narrow<math::CeilOp>(ops, call); }
Value frac(Ops &ops, const Call &call) { return ops.subtract(call.scalar(), call.values[0], truncOf(ops, call)); }

}  // namespace lowerings

}  // namespace mlir_rl::kernel::lowering
