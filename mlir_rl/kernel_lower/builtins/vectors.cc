// What functions of vectors become. Sums go from the first component on.

#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir_rl/kernel_lower/lowering.h"

namespace mlir_rl::kernel::lowering {

namespace vector = mlir::vector;

namespace {

Value sumOfProducts(Ops &ops, const Type &type, Value a, Value b) {
  return ops.sum(type, ops.multiply(type.scalar, a, b));
}
Value squared(Ops &ops, const Call &call) { return sumOfProducts(ops, call.types[0], call.values[0], call.values[0]); }

/// Components 0, 1, 2 of a vector in another order.
Value reordered(Ops &ops, Value a, llvm::ArrayRef<int64_t> order) { return ops.make<vector::ShuffleOp>(a, a, order); }

Value isNan(Ops &ops, Value value) {
  return ops.make<mlir::arith::CmpFOp>(mlir::arith::CmpFPredicate::UNO, value, value);
}

/// Whether a component takes the place of the best so far; any number is better than NaN.
Value isBetter(Ops &ops, Scalar scalar, Relation relation, Value other, Value best) {
  Value better = ops.compare(scalar, relation, other, best);
  if (!isFloat(scalar)) return better;
  Value bestIsNan = isNan(ops, best), isNumber = ops.complement(isNan(ops, other));
  return ops.eitherHolds(better, ops.bothHold(bestIsNan, isNumber));
}

Value indexOfBest(Ops &ops, const Call &call, Relation relation) {
  const Type &type = call.types[0];
  Value best = ops.extract(call.values[0], int64_t(0)), index = ops.i32(0);
  for (int64_t i = 1; i < type.rows; ++i) {
    Value other = ops.extract(call.values[0], i);
    Value better = isBetter(ops, type.scalar, relation, other, best);
    index = ops.select(better, ops.i32(i), index);
    if (i + 1 < type.rows) best = ops.select(better, other, best);
  }
  return index;
}

}  // namespace

namespace lowerings {

Value dot(Ops &ops, const Call &call) { return sumOfProducts(ops, call.types[0], call.values[0], call.values[1]); }
Value ddot(Ops &ops, const Call &call) { return dot(ops, call); }
Value length(Ops &ops, const Call &call) { return ops.squareRoot(squared(ops, call)); }
Value lengthSq(Ops &ops, const Call &call) { return squared(ops, call); }

Value normalize(Ops &ops, const Call &call) {
  Scalar scalar = call.scalar();
  Value size = ops.squareRoot(squared(ops, call));
  Value isZero = ops.compare(scalar, Relation::equal, size, ops.number(scalarType(scalar), 0));
  Value quotient = ops.divide(scalar, call.values[0], ops.splat(size, call.result));
  return ops.select(isZero, ops.number(call.result, 0), quotient);
}

Value cross(Ops &ops, const Call &call) {
  auto product = [&](llvm::ArrayRef<int64_t> first, llvm::ArrayRef<int64_t> second) {
    Value a = reordered(ops, call.values[0], first), b = reordered(ops, call.values[1], second);
    return ops.multiply(call.scalar(), a, b);
  };
  Value positive = product({1, 2, 0}, {2, 0, 1});
  return ops.subtract(call.scalar(), positive, product({2, 0, 1}, {1, 2, 0}));
}

Value outer(Ops &ops, const Call &call) {
  const Type &a = call.types[0], &b = call.types[1];
  Value rows = ops.transpose(ops.splat(call.values[0], matrixType(b.rows, a.rows, a.scalar)));
  return ops.multiply(call.scalar(), rows, ops.splat(call.values[1], call.result));
}

Value skew(Ops &ops, const Call &call) {
  Value v = call.values[0], zero = ops.number(scalarType(call.scalar()), 0);
  Value minus = ops.negate(call.scalar(), v);
  auto part = [&](Value whole, int64_t i) { return ops.extract(whole, i); };
  Value parts[] = {zero,           part(minus, 2), part(v, 1), part(v, 2), zero,
                   part(minus, 0), part(minus, 1), part(v, 0), zero};
  return ops.fromComponents(call.result, parts);
}

Value argmin(Ops &ops, const Call &call) { return indexOfBest(ops, call, Relation::less); }
Value argmax(Ops &ops, const Call &call) { return indexOfBest(ops, call, Relation::greater); }

}  // namespace lowerings

}  // namespace mlir_rl::kernel::lowering
