// What functions of scalars become, but for those of the C library (mathematics.cc).

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir_rl/kernel_lower/lowering.h"

namespace mlir_rl::kernel::lowering {

namespace math = mlir::math;
namespace vector = mlir::vector;

namespace {

using Better = Value (Ops::*)(Scalar scalar, Value a, Value b);

/// Of two operands, or of the components of one vector, from the first one on.
Value extreme(Ops &ops, const Call &call, Better better) {
  if (call.values.size() == 2) return (ops.*better)(call.scalar(), call.values[0], call.values[1]);
  Value best = ops.extract(call.values[0], int64_t(0));
  for (int64_t i = 1; i < call.types[0].rows; ++i)
    best = (ops.*better)(call.scalar(), best, ops.extract(call.values[0], i));
  return best;
}

/// `yes` or `no` by how the operand compares with 0.
Value byZero(Ops &ops, const Call &call, Relation relation, double yes, double no) {
  Value holds = ops.compare(call.scalar(), relation, call.values[0], ops.number(call.result, 0));
  return ops.select(holds, ops.number(call.result, yes), ops.number(call.result, no));
}

/// Whether all components give true (`kind` and), or some (or).
template <class Op>
Value classify(Ops &ops, const Call &call, vector::CombiningKind kind) {
  const Type &type = call.types[0];
  if (isInteger(type.scalar)) return ops.boolean(kind == vector::CombiningKind::AND);
  Value flags = ops.make<Op>(call.values[0]);
  if (type.isScalar()) return flags;
  return ops.make<vector::ReductionOp>(kind, type.isMatrix() ? ops.flatten(flags) : flags);
}

}  // namespace

namespace lowerings {

Value minOf(Ops &ops, const Call &call) { return extreme(ops, call, &Ops::lower); }
Value maxOf(Ops &ops, const Call &call) { return extreme(ops, call, &Ops::higher); }
Value clamp(Ops &ops, const Call &call) {
  Value raised = ops.higher(call.scalar(), call.values[1], call.values[0]);
  return ops.lower(call.scalar(), raised, call.values[2]);
}
Value absOf(Ops &ops, const Call &call) {
  if (isUnsigned(call.scalar())) return call.values[0];
  if (isFloat(call.scalar())) return ops.make<math::AbsFOp>(call.values[0]);
  return ops.make<math::AbsIOp>(call.values[0]);
}
Value sign(Ops &ops, const Call &call) {
  if (isUnsigned(call.scalar())) return ops.number(call.result, 1);
  return byZero(ops, call, Relation::less, -1, 1);
}
Value copysign(Ops &ops, const Call &call) { return ops.make<math::CopySignOp>(call.values[0], call.values[1]); }
Value step(Ops &ops, const Call &call) { return byZero(ops, call, Relation::less, 1, 0); }
Value nonzero(Ops &ops, const Call &call) { return byZero(ops, call, Relation::equal, 0, 1); }
Value isFinite(Ops &ops, const Call &call) { return classify<math::IsFiniteOp>(ops, call, vector::CombiningKind::AND); }
Value isNan(Ops &ops, const Call &call) { return classify<math::IsNaNOp>(ops, call, vector::CombiningKind::OR); }
Value isInf(Ops &ops, const Call &call) { return classify<math::IsInfOp>(ops, call, vector::CombiningKind::OR); }

Value lerp(Ops &ops, const Call &call) {
  Scalar scalar = call.scalar();
  Value rest = ops.subtract(scalar, ops.number(scalarType(scalar), 1), call.values[2]);
  Value a = ops.multiply(scalar, call.values[0], ops.splat(rest, call.result));
  return ops.add(scalar, a, ops.multiply(scalar, call.values[1], ops.splat(call.values[2], call.result)));
}

Value smoothstep(Ops &ops, const Call &call) {
  Scalar scalar = call.scalar();
  Value a = call.values[0], b = call.values[1], x = call.values[2];
  auto number = [&](double value) { return ops.number(call.result, value); };
  Value distance = ops.subtract(scalar, x, a), width = ops.subtract(scalar, b, a);
  Value t = ops.divide(scalar, distance, width);
  t = ops.lower(scalar, ops.higher(scalar, number(0), t), number(1));
  Value square = ops.multiply(scalar, t, t);
  return ops.multiply(scalar, square, ops.subtract(scalar, number(3), ops.multiply(scalar, number(2), t)));
}

Value where(Ops &ops, const Call &call) { return ops.select(call.values[0], call.values[1], call.values[2]); }

}  // namespace lowerings

}  // namespace mlir_rl::kernel::lowering
