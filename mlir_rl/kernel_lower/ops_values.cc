// Casts, and parts of vectors and matrices.

#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir_rl/kernel_lower/ops.h"

namespace mlir_rl::kernel::lowering {

namespace arith = mlir::arith;
namespace vector = mlir::vector;

static Value castInteger(Ops &ops, Value value, Scalar from, Scalar to, mlir::Type type) {
  unsigned width = value.getType().getIntOrFloatBitWidth(), wanted = type.getIntOrFloatBitWidth();
  if (width == wanted) return value;
  if (wanted < width) return ops.make<arith::TruncIOp>(type, value);
  return isSigned(from) ? Value(ops.make<arith::ExtSIOp>(type, value)) : Value(ops.make<arith::ExtUIOp>(type, value));
}

Value Ops::cast(Value value, Scalar from, Scalar to) {
  if (from == to) return value;
  if (to == Scalar::boolean) return compare(from, Relation::notEqual, value, number(scalarType(from), 0));
  if (!isFloat(from) && !isFloat(to)) return castInteger(*this, value, from, to, types.scalar(to));
  // Integers become f16 by way of f32, and f16 becomes an integer by way of it.
  if (to == Scalar::f16 && !isFloat(from)) return cast(cast(value, from, Scalar::f32), Scalar::f32, to);
  if (from == Scalar::f16 && !isFloat(to)) return cast(cast(value, from, Scalar::f32), Scalar::f32, to);
  mlir::Type type = types.scalar(to);
  if (!isFloat(from))
    return isSigned(from) ? Value(make<arith::SIToFPOp>(type, value)) : Value(make<arith::UIToFPOp>(type, value));
  if (!isFloat(to))
    return isSigned(to) ? Value(make<arith::FPToSIOp>(type, value)) : Value(make<arith::FPToUIOp>(type, value));
  if (bitsOf(to) < bitsOf(from)) return make<arith::TruncFOp>(type, value);
  return make<arith::ExtFOp>(type, value);
}

Value Ops::splat(Value scalar, const Type &type) {
  return type.isScalar() ? scalar : Value(make<vector::BroadcastOp>(types.value(type), scalar));
}
Value Ops::extract(Value whole, llvm::ArrayRef<OpFoldResult> position) {
  return make<vector::ExtractOp>(whole, position);
}
Value Ops::extract(Value whole, llvm::ArrayRef<int64_t> position) { return make<vector::ExtractOp>(whole, position); }
Value Ops::insert(Value part, Value whole, llvm::ArrayRef<OpFoldResult> position) {
  return make<vector::InsertOp>(part, whole, position);
}
Value Ops::fromComponents(const Type &type, llvm::ArrayRef<Value> components) {
  return make<vector::FromElementsOp>(types.value(type), mlir::ValueRange(components));
}

/// Starting from -0.0, to which adding the first component gives just that.
Value Ops::sum(const Type &type, Value whole) {
  Value line = type.isMatrix() ? flatten(whole) : whole;
  if (!isFloat(type.scalar)) return make<vector::ReductionOp>(vector::CombiningKind::ADD, line);
  return make<vector::ReductionOp>(vector::CombiningKind::ADD, line, number(scalarType(type.scalar), -0.0));
}

Value Ops::transpose(Value matrix) {
  if (auto transposed = matrix.getDefiningOp<vector::TransposeOp>()) return transposed.getVector();
  return make<vector::TransposeOp>(matrix, llvm::ArrayRef<int64_t>{1, 0});
}

Value Ops::flatten(Value matrix) {
  auto type = mlir::cast<mlir::VectorType>(matrix.getType());
  return make<vector::ShapeCastOp>(mlir::VectorType::get({type.getNumElements()}, type.getElementType()), matrix);
}

Value Ops::boolFromMemory(Value byte) {
  return make<arith::CmpIOp>(arith::CmpIPredicate::ne, byte, zero(byte.getType()));
}
Value Ops::boolToMemory(Value flag, mlir::Type type) { return make<arith::ExtUIOp>(type, flag); }

}  // namespace mlir_rl::kernel::lowering
