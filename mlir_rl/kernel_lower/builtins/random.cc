// What random numbers become: PCG as the table of builtins has it, in a helper function @pcg.

#include <numbers>

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir_rl/kernel_lower/lowering.h"

namespace mlir_rl::kernel::lowering {

namespace arith = mlir::arith;
namespace math = mlir::math;

namespace {

constexpr Scalar kU32 = Scalar::u32;

/// A uint32 as a constant.
Value word(Ops &ops, uint32_t value) { return ops.literal({.integer = value}, kU32); }
Value shifted(Ops &ops, Value value, uint32_t by) { return ops.make<arith::ShRUIOp>(value, word(ops, by)); }

Value nextState(Ops &ops, mlir::ValueRange arguments) {
  Value b = ops.add(kU32, ops.multiply(kU32, arguments[0], word(ops, 747796405)), word(ops, 2891336453));
  Value by = ops.add(kU32, shifted(ops, b, 28), word(ops, 4));
  Value mixed = ops.make<arith::XOrIOp>(ops.make<arith::ShRUIOp>(b, by), b);
  Value c = ops.multiply(kU32, mixed, word(ops, 277803737));
  return ops.make<arith::XOrIOp>(shifted(ops, c, 22), c);
}

Value pcg(Ops &ops, Value state) { return ops.callHelper("pcg", state, state.getType(), nextState); }

Value draw(Ops &ops, const Call &call) { return *call.state = pcg(ops, *call.state); }

/// In [0, 1).
Value drawUnit(Ops &ops, const Call &call) {
  Value bits = ops.cast(shifted(ops, draw(ops, call), 8), kU32, Scalar::f32);
  return ops.divide(Scalar::f32, bits, ops.number(kF32, 16777216));
}

/// In [-0.5, 0.5).
Value centred(Ops &ops, const Call &call) {
  Value unit = drawUnit(ops, call);
  return ops.subtract(Scalar::f32, unit, ops.number(kF32, 0.5));
}

Value product(Ops &ops, Value a, Value b) { return ops.multiply(Scalar::f32, a, b); }
Value cosine(Ops &ops, Value angle) { return ops.make<math::CosOp>(angle); }
Value sine(Ops &ops, Value angle) { return ops.make<math::SinOp>(angle); }

Value fullTurn(Ops &ops, const Call &call) {
  Value unit = drawUnit(ops, call);
  return product(ops, ops.number(kF32, 2 * std::numbers::pi), unit);
}

/// Between the pole and the point: acos(1 - reach * u).
Value polarAngle(Ops &ops, const Call &call, double reach) {
  Value unit = drawUnit(ops, call);
  Value height = product(ops, ops.number(kF32, reach), unit);
  return ops.make<math::AcosOp>(ops.subtract(Scalar::f32, ops.number(kF32, 1), height));
}

/// `radius` (null: 1) times a cosine or sine.
Value scaled(Ops &ops, Value radius, Value wave) { return radius ? product(ops, radius, wave) : wave; }

Value ofCircle(Ops &ops, const Call &call, Value radius) {
  Value angle = fullTurn(ops, call), x = scaled(ops, radius, cosine(ops, angle));
  return ops.fromComponents(call.result, {x, scaled(ops, radius, sine(ops, angle))});
}

Value ofSphere(Ops &ops, const Call &call, double reach, bool inside) {
  Value polar = polarAngle(ops, call, reach), angle = fullTurn(ops, call), radius;
  if (inside) {
    Value unit = drawUnit(ops, call);
    radius = ops.make<math::PowFOp>(unit, ops.number(kF32, 1.0 / 3));
  }
  Value aside = sine(ops, polar);
  Value x = product(ops, scaled(ops, radius, cosine(ops, angle)), aside);
  Value y = product(ops, scaled(ops, radius, sine(ops, angle)), aside);
  return ops.fromComponents(call.result, {x, y, scaled(ops, radius, cosine(ops, polar))});
}

}  // namespace

namespace lowerings {

Value randInit(Ops &ops, const Call &call) {
  Value seed = call.values[0];
  if (call.values.size() == 2) seed = ops.add(kU32, seed, pcg(ops, call.values[1]));
  return pcg(ops, seed);
}

/// Signed and unsigned words have the same bits.
Value randi(Ops &ops, const Call &call) {
  Value drawn = draw(ops, call);
  if (call.values.empty()) return drawn;
  Value range = ops.subtract(kU32, call.values[1], call.values[0]);
  return ops.add(kU32, ops.make<arith::RemUIOp>(drawn, range), call.values[0]);
}
Value randu(Ops &ops, const Call &call) { return randi(ops, call); }

Value randf(Ops &ops, const Call &call) {
  Value unit = drawUnit(ops, call);
  if (call.values.empty()) return unit;
  Value range = ops.subtract(Scalar::f32, call.values[1], call.values[0]);
  return ops.add(Scalar::f32, ops.multiply(Scalar::f32, range, unit), call.values[0]);
}

Value randn(Ops &ops, const Call &call) {
  auto number = [&](double value) { return ops.number(kF32, value); };
  Value u = drawUnit(ops, call), v = drawUnit(ops, call);
  Value log = ops.make<math::LogOp>(ops.add(Scalar::f32, u, number(5.96e-8)));
  Value radius = ops.squareRoot(ops.multiply(Scalar::f32, number(-2), log));
  Value angle = ops.multiply(Scalar::f32, number(2 * std::numbers::pi), v);
  return ops.multiply(Scalar::f32, radius, ops.make<math::CosOp>(angle));
}

Value sampleTriangle(Ops &ops, const Call &call) {
  Value r = ops.squareRoot(drawUnit(ops, call)), weight = product(ops, drawUnit(ops, call), r);
  return ops.fromComponents(call.result, {ops.subtract(Scalar::f32, ops.number(kF32, 1), r), weight});
}
Value sampleUnitRing(Ops &ops, const Call &call) { return ofCircle(ops, call, {}); }
Value sampleUnitDisk(Ops &ops, const Call &call) { return ofCircle(ops, call, ops.squareRoot(drawUnit(ops, call))); }
Value sampleUnitSphereSurface(Ops &ops, const Call &call) { return ofSphere(ops, call, 2, false); }
Value sampleUnitSphere(Ops &ops, const Call &call) { return ofSphere(ops, call, 2, true); }
Value sampleUnitHemisphereSurface(Ops &ops, const Call &call) { return ofSphere(ops, call, 1, false); }
Value sampleUnitHemisphere(Ops &ops, const Call &call) { return ofSphere(ops, call, 1, true); }
Value sampleUnitSquare(Ops &ops, const Call &call) {
  Value x = centred(ops, call), y = centred(ops, call);
  return ops.fromComponents(call.result, {x, y});
}
Value sampleUnitCube(Ops &ops, const Call &call) {
  Value x = centred(ops, call), y = centred(ops, call), z = centred(ops, call);
  return ops.fromComponents(call.result, {x, y, z});
}

}  // namespace lowerings

}  // namespace mlir_rl::kernel::lowering
