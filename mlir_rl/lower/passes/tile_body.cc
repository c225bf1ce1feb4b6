#include "mlir_rl/lower/passes/tile_body.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;

namespace mlir_rl {

static bool hasVectorForm(Operation &op) {
  if (isa<arith::ConstantOp, linalg::IndexOp, linalg::YieldOp>(op)) return true;
  return op.getNumRegions() == 0 && OpTrait::hasElementwiseMappableTraits(&op);
}

Operation *firstScalarOnlyOp(linalg::LinalgOp op) {
  for (Operation &inner : *op.getBlock())
    if (!hasVectorForm(inner)) return &inner;
  return nullptr;
}

SmallVector<Value> emitVectorBody(OpBuilder &b, linalg::LinalgOp op, int64_t width, ArrayRef<Value> arguments,
                                  const std::function<Value(int64_t)> &index) {
  IRMapping map;
  Block *body = op.getBlock();
  map.map(body->getArguments(), arguments);
  Location loc = op.getLoc();
  auto vectorOf = [&](Value scalar) -> Value {
    if (Value known = map.lookupOrNull(scalar)) return known;
    // A value from outside of the body: the same in each lane.
    Value splat = vector::BroadcastOp::create(b, loc, VectorType::get({width}, scalar.getType()), scalar);
    map.map(scalar, splat);
    return splat;
  };
  for (Operation &inner : body->without_terminator()) {
    if (auto loop = dyn_cast<linalg::IndexOp>(inner)) {
      map.map(loop.getResult(), index(loop.getDim()));
      continue;
    }
    SmallVector<Type> types;
    for (Type type : inner.getResultTypes()) types.push_back(VectorType::get({width}, type));
    if (auto constant = dyn_cast<arith::ConstantOp>(inner)) {
      auto splat = DenseElementsAttr::get(cast<VectorType>(types[0]), ArrayRef<Attribute>(constant.getValue()));
      map.map(constant.getResult(), arith::ConstantOp::create(b, loc, splat).getResult());
      continue;
    }
    SmallVector<Value> operands = llvm::map_to_vector(inner.getOperands(), vectorOf);
    Operation *wide = b.create(loc, inner.getName().getIdentifier(), operands, types, inner.getAttrs());
    map.map(inner.getResults(), wide->getResults());
  }
  return llvm::map_to_vector(body->getTerminator()->getOperands(), vectorOf);
}

}  // namespace mlir_rl
