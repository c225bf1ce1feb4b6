// What Python's operators become.

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir_rl/kernel_lower/lowering.h"

namespace mlir_rl::kernel::lowering {

namespace arith = mlir::arith;

namespace {

using Binary = Value (Ops::*)(Scalar scalar, Value a, Value b);

Value byComponents(Ops &ops, const Call &call, Binary operation) {
  return (ops.*operation)(call.scalar(), call.values[0], call.values[1]);
}

/// A scalar on one side and a vector or matrix on the other, or two scalars.
Value scaled(Ops &ops, const Call &call, Binary operation) {
  auto side = [&](size_t i) {
    return call.types[i].isScalar() ? ops.splat(call.values[i], call.result) : call.values[i];
  };
  Value a = side(0), b = side(1);
  return (ops.*operation)(call.scalar(), a, b);
}

Value relation(Ops &ops, const Call &call, Relation relation) {
  return ops.compare(call.types[0].scalar, relation, call.values[0], call.values[1]);
}

/// Sums of columns, each times a component of the vector: every sum goes from its first product on.
Value matrixByVector(Ops &ops, const Call &call) {
  Value columns = ops.transpose(call.values[0]), sum;
  for (int64_t k = 0; k < call.types[0].columns; ++k) {
    Value factor = ops.splat(ops.extract(call.values[1], k), call.result);
    Value product = ops.multiply(call.scalar(), ops.extract(columns, k), factor);
    sum = k ? ops.add(call.scalar(), sum, product) : product;
  }
  return sum;
}

/// A row of components from `at` on times the rows of a matrix.
Value rowByMatrix(Ops &ops, Scalar scalar, Value row, Value matrix, const Type &type) {
  Type result = vectorType(type.columns, scalar);
  Value sum;
  for (int64_t k = 0; k < type.rows; ++k) {
    Value factor = ops.splat(ops.extract(row, k), result);
    Value product = ops.multiply(scalar, factor, ops.extract(matrix, k));
    sum = k ? ops.add(scalar, sum, product) : product;
  }
  return sum;
}

Value matrixByMatrix(Ops &ops, const Call &call) {
  Value result = ops.number(call.result, 0);
  for (int64_t row = 0; row < call.types[0].rows; ++row) {
    Value sums = rowByMatrix(ops, call.scalar(), ops.extract(call.values[0], row), call.values[1], call.types[1]);
    result = ops.insert(sums, result, {ops.builder.getIndexAttr(row)});
  }
  return result;
}

template <class SignedOp, class UnsignedOp>
Value bySign(Ops &ops, const Call &call) {
  Value a = call.values[0], b = call.values[1];
  return isSigned(call.scalar()) ? Value(ops.make<SignedOp>(a, b)) : Value(ops.make<UnsignedOp>(a, b));
}

}  // namespace

namespace lowerings {

Value add(Ops &ops, const Call &call) { return byComponents(ops, call, &Ops::add); }
Value sub(Ops &ops, const Call &call) { return byComponents(ops, call, &Ops::subtract); }
Value mul(Ops &ops, const Call &call) {
  const Type &a = call.types[0], &b = call.types[1];
  if (a.isScalar() || b.isScalar()) return scaled(ops, call, &Ops::multiply);
  if (a.isVector()) return rowByMatrix(ops, call.scalar(), call.values[0], call.values[1], b);
  return b.isVector() ? matrixByVector(ops, call) : matrixByMatrix(ops, call);
}
Value div(Ops &ops, const Call &call) { return scaled(ops, call, &Ops::divide); }
Value cwMul(Ops &ops, const Call &call) { return byComponents(ops, call, &Ops::multiply); }
Value cwDiv(Ops &ops, const Call &call) { return byComponents(ops, call, &Ops::divide); }
Value floordiv(Ops &ops, const Call &call) {
  if (isFloat(call.scalar())) return ops.make<mlir::math::FloorOp>(byComponents(ops, call, &Ops::divide));
  return bySign<arith::FloorDivSIOp, arith::DivUIOp>(ops, call);
}
Value mod(Ops &ops, const Call &call) {
  if (isFloat(call.scalar())) return ops.make<arith::RemFOp>(call.values[0], call.values[1]);
  return bySign<arith::RemSIOp, arith::RemUIOp>(ops, call);
}
Value powOf(Ops &ops, const Call &call) { return pow(ops, call); }
Value neg(Ops &ops, const Call &call) { return ops.negate(call.scalar(), call.values[0]); }
Value pos(Ops &, const Call &call) { return call.values[0]; }
Value shl(Ops &ops, const Call &call) { return ops.make<arith::ShLIOp>(call.values[0], call.values[1]); }
Value shr(Ops &ops, const Call &call) { return bySign<arith::ShRSIOp, arith::ShRUIOp>(ops, call); }
Value bitAnd(Ops &ops, const Call &call) { return ops.bothHold(call.values[0], call.values[1]); }
Value bitOr(Ops &ops, const Call &call) { return ops.eitherHolds(call.values[0], call.values[1]); }
Value bitXor(Ops &ops, const Call &call) { return ops.make<arith::XOrIOp>(call.values[0], call.values[1]); }
Value bitNot(Ops &ops, const Call &call) { return ops.complement(call.values[0]); }
Value equal(Ops &ops, const Call &call) { return relation(ops, call, Relation::equal); }
Value notEqual(Ops &ops, const Call &call) { return relation(ops, call, Relation::notEqual); }
Value less(Ops &ops, const Call &call) { return relation(ops, call, Relation::less); }
Value lessEqual(Ops &ops, const Call &call) { return relation(ops, call, Relation::lessEqual); }
Value greater(Ops &ops, const Call &call) { return relation(ops, call, Relation::greater); }
Value greaterEqual(Ops &ops, const Call &call) { return relation(ops, call, Relation::greaterEqual); }
Value logicalAnd(Ops &ops, const Call &call) { return ops.bothHold(call.values[0], call.values[1]); }
Value logicalOr(Ops &ops, const Call &call) { return ops.eitherHolds(call.values[0], call.values[1]); }
Value logicalNot(Ops &ops, const Call &call) { return ops.complement(call.values[0]); }

#define NAME(id, meant) \
  Value id(Ops &ops, const Call &call) { return meant(ops, call); }
MLIR_RL_KERNEL_OPERATORS_OF(NAME)
#undef NAME

}  // namespace lowerings

}  // namespace mlir_rl::kernel::lowering
