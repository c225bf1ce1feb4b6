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

/// The new value of an element, where no kind of memref.atomic_rmw gives it.
Value changed(Ops &ops, Builtin row, Scalar scalar, Value old, llvm::ArrayRef<Value> operands) {
  if (row == Builtin::atomicMin) return ops.lower(scalar, old, operands[0]);
  if (row == Builtin::atomicMax) return ops.higher(scalar, old, operands[0]);
  return ops.select(ops.compare(scalar, Relation::equal, old, operands[0]), operands[1], old);
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

/// The index of the first element of an array, from `begin` to `end`, that is not below the value: halves what is left.
Value search(Ops &ops, const ArrayPlace &array, Value begin, Value end, Value value) {
  Scalar scalar = array.type.scalar;
  mlir::Type i32 = ops.types.scalar(Scalar::i32);
  auto loop = ops.make<scf::WhileOp>(llvm::SmallVector<mlir::Type>{i32, i32}, mlir::ValueRange{begin, end});
  mlir::OpBuilder::InsertionGuard guard(ops.builder);
  auto enter = [&](mlir::Region &region) {
    mlir::Block *block = ops.builder.createBlock(&region, region.end(), {i32, i32},
                                                 {ops.named("low"), ops.named("high")});
    return block->getArguments();
  };
  auto before = enter(loop.getBefore());
  ops.make<scf::ConditionOp>(ops.compare(Scalar::i32, Relation::less, before[0], before[1]), before);
  auto body = enter(loop.getAfter());
  Value low = body[0], high = body[1];
  Value half = ops.make<arith::ShRUIOp>(ops.subtract(Scalar::i32, high, low), ops.i32(1));
  Value middle = ops.add(Scalar::i32, low, half);
  Value index = ops.toIndex(middle, Scalar::i32);
  Value below = ops.compare(scalar, Relation::less, load(ops, {.array = array.at(index)}, elementType(array.type))[0], value);
  Value next = ops.add(Scalar::i32, middle, ops.i32(1));
  Value lower = ops.select(below, next, low), upper = ops.select(below, high, middle);
  ops.make<scf::YieldOp>(mlir::ValueRange{lower, upper});
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
  if (call.values.size() == 3) {
    // Where begin is beyond end, it is the end.
    Value found = search(ops, *call.array, call.values[0], call.values[1], call.values[2]);
    Value any = ops.compare(Scalar::i32, Relation::less, call.values[0], call.values[1]);
    return ops.select(any, found, call.values[1]);
  }
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
