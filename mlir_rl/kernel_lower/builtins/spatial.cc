// What functions of rigid bodies become. A spatial vector is two vectors of 3: w, then v.

#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir_rl/kernel_lower/lowering.h"

namespace mlir_rl::kernel::lowering {

namespace vector = mlir::vector;

namespace {

using Order = llvm::ArrayRef<int64_t>;

Value shuffled(Ops &ops, Value a, Value b, Order order) { return ops.make<vector::ShuffleOp>(a, b, order); }
Value top(Ops &ops, Value a) { return shuffled(ops, a, a, {0, 1, 2}); }
Value bottom(Ops &ops, Value a) { return shuffled(ops, a, a, {3, 4, 5}); }
/// One vector of 6 of two of 3.
Value joined(Ops &ops, Value w, Value v) { return shuffled(ops, w, v, {0, 1, 2, 3, 4, 5}); }

Value crossed(Ops &ops, Scalar scalar, Value a, Value b) {
  auto product = [&](Order first, Order second) {
    Value left = shuffled(ops, a, a, first);
    return ops.multiply(scalar, left, shuffled(ops, b, b, second));
  };
  Value positive = product({1, 2, 0}, {2, 0, 1});
  return ops.subtract(scalar, positive, product({2, 0, 1}, {1, 2, 0}));
}

/// The first 3 rows of a matrix of 4 times (x, y, z, last): columns times components, added from left to right.
Value transformed(Ops &ops, const Call &call, double last) {
  Scalar scalar = call.scalar();
  Value columns = ops.transpose(call.values[0]), sum;
  for (int64_t k = 0; k < 4; ++k) {
    Value column = ops.extract(columns, k), part = top(ops, column);
    Value factor = k < 3 ? ops.extract(call.values[1], k) : ops.number(scalarType(scalar), last);
    Value term = ops.multiply(scalar, part, ops.splat(factor, call.result));
    sum = k ? ops.add(scalar, sum, term) : term;
  }
  return sum;
}

}  // namespace

namespace lowerings {

Value spatialDot(Ops &ops, const Call &call) { return dot(ops, call); }
Value spatialTop(Ops &ops, const Call &call) { return top(ops, call.values[0]); }
Value spatialBottom(Ops &ops, const Call &call) { return bottom(ops, call.values[0]); }

Value spatialCross(Ops &ops, const Call &call) {
  Scalar scalar = call.scalar();
  Value a = call.values[0], b = call.values[1], aw = top(ops, a), bw = top(ops, b);
  Value w = crossed(ops, scalar, aw, bw), first = crossed(ops, scalar, bottom(ops, a), bw);
  return joined(ops, w, ops.add(scalar, first, crossed(ops, scalar, aw, bottom(ops, b))));
}

Value spatialCrossDual(Ops &ops, const Call &call) {
  Scalar scalar = call.scalar();
  Value a = call.values[0], b = call.values[1], aw = top(ops, a), bv = bottom(ops, b);
  Value first = crossed(ops, scalar, aw, top(ops, b));
  Value w = ops.add(scalar, first, crossed(ops, scalar, bottom(ops, a), bv));
  return joined(ops, w, crossed(ops, scalar, aw, bv));
}

Value spatialAdjoint(Ops &ops, const Call &call) {
  Value matrix = ops.number(call.result, 0), zero = ops.number(vectorType(3, call.scalar()), 0);
  for (int64_t row = 0; row < 6; ++row) {
    Value rotation = ops.extract(call.values[0], row % 3);
    Value left = row < 3 ? rotation : ops.extract(call.values[1], row - 3);
    matrix = ops.insert(joined(ops, left, row < 3 ? zero : rotation), matrix, {ops.builder.getIndexAttr(row)});
  }
  return matrix;
}

Value velocityAtPoint(Ops &ops, const Call &call) {
  Value turning = crossed(ops, call.scalar(), top(ops, call.values[0]), call.values[1]);
  return ops.add(call.scalar(), bottom(ops, call.values[0]), turning);
}

Value transformPoint(Ops &ops, const Call &call) { return transformed(ops, call, 1); }
Value transformVector(Ops &ops, const Call &call) { return transformed(ops, call, 0); }

}  // namespace lowerings

}  // namespace mlir_rl::kernel::lowering
