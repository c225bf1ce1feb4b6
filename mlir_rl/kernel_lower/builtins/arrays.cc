// What functions of arrays become.

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir_rl/kernel_lower/lowering.h"

namespace mlir_rl::kernel::lowering {

namespace arith = mlir::arith;
namespace memref = mlir::memref;
namespace scf = mlir::scf;

namespace {

using Kind = arith::AtomicRMWKind;

/// The kind of memref.atomic_rmw for a row; none where it has to be written out.
std::optional<Kind> kindOf(Builtin row, Scalar scalar) {
  bool real = isFloat(scalar), hasSign = isSigned(scalar);
  switch (row) {
    case Builtin::atomicAdd:
    case Builtin::atomicSub:
      return real ? Kind::addf : Kind::addi;
    case Builtin::atomicMin:
      return real ? std::nullopt : std::optional(hasSign ? Kind::mins : Kind::minu);
    case Builtin::atomicMax:
      return real ? std::nullopt : std::optional(hasSign ? Kind::maxs : Kind::maxu);
    case Builtin::atomicExch:
      return Kind::assign;
    case Builtin::atomicAnd:
      return Kind::andi;
    case Builtin::atomicOr:
      return Kind::ori;
    case Builtin::atomicXor:
      return Kind::xori;
    default:
      return std::nullopt;
  }
}

/// A float's bits; an integer itself.
Value bitsOf(Ops &ops, Scalar scalar, Value value) {
  if (!isFloat(scalar)) return value;
  return ops.make<arith::BitcastOp>(ops.types.scalar(scalar == Scalar::f32 ? Scalar::i32 : Scalar::i64), value);
}

/// The new value of an element, where no kind of memref.atomic_rmw gives it.
Value changed(Ops &ops, Builtin row, Scalar scalar, Value old, llvm::ArrayRef<Value> operands) {
  if (row == Builtin::atomicMin) return ops.lower(scalar, old, operands[0]);
  if (row == Builtin::atomicMax) return ops.higher(scalar, old, operands[0]);
  Value bits = bitsOf(ops, scalar, old), wanted = bitsOf(ops, scalar, operands[0]);
  return ops.select(ops.make<arith::CmpIOp>(arith::CmpIPredicate::eq, bits, wanted), operands[1], old);
}

/// One component. The old value.
Value updateOne(Ops &ops, Builtin row, Scalar scalar, Value base, mlir::ValueRange indices,
                llvm::ArrayRef<Value> operands) {
  if (std::optional<Kind> kind = kindOf(row, scalar)) {
    Value by = row == Builtin::atomicSub ? ops.negate(scalar, operands[0]) : operands[0];
    return ops.make<memref::AtomicRMWOp>(*kind, by, base, indices);
  }
  auto op = ops.make<memref::GenericAtomicRMWOp>(base, indices);
  mlir::OpBuilder::InsertionGuard guard(ops.builder);
  ops.builder.setInsertionPointToStart(op.getBody());
  op.getCurrentValue().setLoc(ops.named("old"));
  ops.make<memref::AtomicYieldOp>(changed(ops, row, scalar, op.getCurrentValue(), operands));
  return op;
}

/// low = begin, high = end - 1; while low < high: low or high becomes the middle.
Value search(Ops &ops, const ArrayPlace &array, Value begin, Value end, Value value) {
  mlir::Type i32 = ops.types.scalar(Scalar::i32);
  Value last = ops.subtract(Scalar::i32, end, ops.i32(1));
  auto loop = ops.make<scf::WhileOp>(llvm::SmallVector<mlir::Type>{i32, i32}, mlir::ValueRange{begin, last});
  mlir::OpBuilder::InsertionGuard guard(ops.builder);
  auto enter = [&](mlir::Region &region) {
    llvm::SmallVector<mlir::Location> names = {ops.named("low"), ops.named("high")};
    return ops.builder.createBlock(&region, region.end(), {i32, i32}, names)->getArguments();
  };
  auto range = enter(loop.getBefore());
  ops.make<scf::ConditionOp>(ops.compare(Scalar::i32, Relation::less, range[0], range[1]), range);
  range = enter(loop.getAfter());
  Value low = range[0], high = range[1];
  Value half = ops.make<arith::ShRUIOp>(ops.subtract(Scalar::i32, high, low), ops.i32(1));
  Value middle = ops.add(Scalar::i32, low, half);
  Value element = load(ops, {.array = array.at(ops.toIndex(middle, Scalar::i32))}, elementType(array.type))[0];
  Value below = ops.compare(array.type.scalar, Relation::less, element, value);
  Value next = ops.add(Scalar::i32, middle, ops.i32(1));
  Value nextLow = ops.select(below, next, low);
  ops.make<scf::YieldOp>(mlir::ValueRange{nextLow, ops.select(below, high, middle)});
  return loop.getResult(0);
}

}  // namespace

Value atomicUpdate(Builtin row, Ops &ops, const Call &call) {
  const Type &type = call.result;
  llvm::SmallVector<Value> indices(call.array->indices.begin(), call.array->indices.end());
  if (type.isScalar()) return updateOne(ops, row, type.scalar, call.array->base, indices, call.values);
  llvm::SmallVector<Value> olds;
  for (int64_t i = 0; i < type.components(); ++i) {
    llvm::SmallVector<int64_t, 2> position = {i};
    if (type.isMatrix()) position = {i / type.columns, i % type.columns};
    llvm::SmallVector<Value> place = indices;
    for (int64_t part : position) place.push_back(ops.index(part));
    olds.push_back(updateOne(ops, row, type.scalar, call.array->base, place, ops.extract(call.values[0], position)));
  }
  return ops.fromComponents(type, olds);
}

namespace lowerings {

Value len(Ops &ops, const Call &call) {
  return call.array ? extentAsI32(ops, *call.array, 0) : ops.i32(call.types[0].rows);
}

Value lowerBound(Ops &ops, const Call &call) {
  if (call.values.size() == 3) return search(ops, *call.array, call.values[0], call.values[1], call.values[2]);
  return search(ops, *call.array, ops.i32(0), extentAsI32(ops, *call.array, 0), call.values[0]);
}

Value atomicAdd(Ops &ops, const Call &call) { return atomicUpdate(Builtin::atomicAdd, ops, call); }
Value atomicSub(Ops &ops, const Call &call) { return atomicUpdate(Builtin::atomicSub, ops, call); }
Value atomicMin(Ops &ops, const Call &call) { return atomicUpdate(Builtin::atomicMin, ops, call); }
Value atomicMax(Ops &ops, const Call &call) { return atomicUpdate(Builtin::atomicMax, ops, call); }
Value atomicExch(Ops &ops, const Call &call) { return atomicUpdate(Builtin::atomicExch, ops, call); }
Value atomicCas(Ops &ops, const Call &call) { return atomicUpdate(Builtin::atomicCas, ops, call); }
Value atomicAnd(Ops &ops, const Call &call) { return atomicUpdate(Builtin::atomicAnd, ops, call); }
Value atomicOr(Ops &ops, const Call &call) { return atomicUpdate(Builtin::atomicOr, ops, call); }
Value atomicXor(Ops &ops, const Call &call) { return atomicUpdate(Builtin::atomicXor, ops, call); }

}  // namespace lowerings

}  // namespace mlir_rl::kernel::lowering
