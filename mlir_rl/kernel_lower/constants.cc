#include "mlir_rl/kernel_lower/constants.h"

#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/Operation.h"

namespace mlir_rl::kernel::lowering {

void gatherConstants(mlir::Region &function) {
  llvm::SmallVector<mlir::Operation *> constants;
  llvm::SmallVector<mlir::OpOperand *> uses;
  function.walk<mlir::WalkOrder::PreOrder>([&](mlir::Operation *op) {
    if (op->hasTrait<mlir::OpTrait::ConstantLike>()) return constants.push_back(op);
    for (mlir::OpOperand &operand : op->getOpOperands()) uses.push_back(&operand);
  });
  llvm::DenseMap<std::pair<mlir::Attribute, mlir::Type>, mlir::Operation *> known;
  mlir::Block &entry = function.front();
  mlir::Operation *last = nullptr;
  for (mlir::OpOperand *use : uses) {
    mlir::Operation *op = use->get().getDefiningOp();
    if (!op || !op->hasTrait<mlir::OpTrait::ConstantLike>()) continue;
    auto [first, isNew] = known.try_emplace({op->getAttrDictionary(), use->get().getType()}, op);
    use->set(first->second->getResult(0));
    if (!isNew) continue;
    last ? op->moveAfter(last) : op->moveBefore(&entry, entry.begin());
    last = op;
  }
  for (mlir::Operation *op : constants)
    if (op->use_empty()) op->erase();
}

}  // namespace mlir_rl::kernel::lowering
