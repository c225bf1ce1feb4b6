#include "mlir_rl/lower/passes/first_values.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir_rl/program/buffers.h"

using namespace mlir;

namespace mlir_rl {

/// Memory that no other root shares: an allocation, or an argument that promises so.
static bool isOwnMemory(Value root) {
  if (root.getDefiningOp<memref::AllocOp>() || root.getDefiningOp<memref::AllocaOp>()) return true;
  auto argument = dyn_cast<BlockArgument>(root);
  auto function = argument ? dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp()) : nullptr;
  return function && function.getArgAttr(argument.getArgNumber(), "llvm.noalias");
}

/// Whether `between` surely leaves the memory of `root` alone.
static bool leavesAlone(Operation *between, Value root) {
  if (isMemoryEffectFree(between) || isa<memref::AllocOp, memref::AllocaOp>(between)) return true;
  if (!isa<linalg::LinalgOp>(between)) return false;
  for (Value operand : between->getOperands()) {
    if (!isa<MemRefType>(operand.getType())) continue;
    Value other = bufferBehind(operand);
    if (other == root || !(isOwnMemory(other) || isOwnMemory(root))) return false;
  }
  return true;
}

linalg::FillOp fillBefore(linalg::LinalgOp op, OpOperand *init) {
  AffineMap map = op.getMatchingIndexingMap(init);
  if (!map.isProjectedPermutation() || map.getNumResults() != op.getNumParallelLoops()) return nullptr;
  Value memref = init->get(), root = bufferBehind(memref);
  for (Operation *before = op->getPrevNode(); before; before = before->getPrevNode()) {
    auto fill = dyn_cast<linalg::FillOp>(before);
    if (fill && fill.getDpsInits()[0] == memref) return fill;
    if (!leavesAlone(before, root)) return nullptr;
  }
  return nullptr;
}

}  // namespace mlir_rl
