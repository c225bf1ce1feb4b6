#include "mlir_rl/program/destination.h"

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"

using namespace mlir;

namespace mlir_rl {

MemRefType memrefOf(Type tensor) {
  auto type = cast<RankedTensorType>(tensor);
  return MemRefType::get(type.getShape(), type.getElementType());
}

static RankedTensorType tensorOf(Value memref) {
  auto type = cast<MemRefType>(memref.getType());
  return RankedTensorType::get(type.getShape(), type.getElementType());
}

Value readInPlace(OpBuilder &b, Location loc, Value memref) {
  return bufferization::ToTensorOp::create(b, loc, tensorOf(memref), memref, /*restrict=*/true, /*writable=*/false);
}

/// The operand that the chain of destinations ending in `result` starts from: a use of a tensor.empty of the same
/// type by an op; null when the chain starts elsewhere.
static OpOperand *emptyDestination(Value result) {
  OpOperand *found = nullptr;
  while (auto producer = result.getDefiningOp<DestinationStyleOpInterface>()) {
    OpOperand *init = producer.getTiedOpOperand(cast<OpResult>(result));
    if (init->get().getDefiningOp<tensor::EmptyOp>()) found = init;
    // A value read again later must keep its own place.
    if (found || !init->get().hasOneUse()) break;
    result = init->get();
  }
  return found;
}

void writeInPlace(OpBuilder &b, Location loc, Value result, Value memref, Operation *end) {
  OpBuilder::InsertionGuard guard(b);
  if (OpOperand *init = emptyDestination(result); init && init->get().getType() == tensorOf(memref)) {
    b.setInsertionPoint(init->getOwner());
    Value place =
        bufferization::ToTensorOp::create(b, loc, tensorOf(memref), memref, /*restrict=*/true, /*writable=*/true);
    init->set(place);
  }
  b.setInsertionPoint(end);
  bufferization::MaterializeInDestinationOp::create(b, loc, Type(), result, memref, /*restrict=*/true,
                                                    /*writable=*/true);
}

}  // namespace mlir_rl
