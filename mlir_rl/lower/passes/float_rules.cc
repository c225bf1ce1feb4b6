// mlir-rl-float-rules: what may be done to floating point, the same for unscheduled and scheduled code.

#include "mlir_rl/lower/passes.h"

using namespace mlir;

namespace mlir_rl {
namespace {

using arith::FastMathFlags;

void allow(Operation *op, FastMathFlags flags) {
  auto iface = cast<arith::ArithFastMathInterface>(op);
  FastMathFlags all = iface.getFastMathFlagsAttr().getValue() | flags;
  op->setAttr(iface.getFastMathAttrName(), arith::FastMathFlagsAttr::get(op->getContext(), all));
}

void allowPlain(Operation *op) {
  if (isa<arith::AddFOp, arith::SubFOp, arith::MulFOp>(op)) allow(op, FastMathFlags::contract | FastMathFlags::nsz);
  if (isa<arith::MaximumFOp, arith::MinimumFOp>(op)) allow(op, FastMathFlags::nsz);
}

// A sum may be split over lanes when the old value goes through additions only: out + a, out + a + b, out - a.
bool continuesSum(OpOperand &use) {
  if (isa<arith::AddFOp>(use.getOwner())) return true;
  return isa<arith::SubFOp>(use.getOwner()) && use.getOperandNumber() == 0;
}

bool continuesProduct(OpOperand &use) { return isa<arith::MulFOp>(use.getOwner()); }

// Follows the old value of an output through the body to the yield; every op on the way combines.
void allowCombiner(BlockArgument old, bool (*continues)(OpOperand &)) {
  SmallVector<Operation *> chain;
  Value value = old;
  while (value.hasOneUse()) {
    OpOperand &use = *value.getUses().begin();
    if (use.getOwner()->hasTrait<OpTrait::IsTerminator>()) {
      for (Operation *op : chain) allow(op, FastMathFlags::reassoc);
      return;
    }
    if (!continues(use)) return;
    chain.push_back(use.getOwner());
    value = use.getOwner()->getResult(0);
  }
}

void allowCombiners(linalg::LinalgOp op) {
  if (op.getNumReductionLoops() == 0) return;
  for (BlockArgument old : op.getRegionOutputArgs()) {
    allowCombiner(old, continuesSum);
    allowCombiner(old, continuesProduct);
  }
}

// The same for reductions written as loops: an iter_args value that is added to and yielded.
void allowCombiners(scf::ForOp loop) {
  for (BlockArgument old : loop.getRegionIterArgs()) {
    allowCombiner(old, continuesSum);
    allowCombiner(old, continuesProduct);
  }
}

struct FloatRulesPass : PassWrapper<FloatRulesPass, OperationPass<>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(FloatRulesPass)
  StringRef getArgument() const final { return "mlir-rl-float-rules"; }
  StringRef getDescription() const final { return "Allow contraction, reassociated reductions, any sign of a zero"; }

  void runOnOperation() final {
    getOperation()->walk([](Operation *op) {
      allowPlain(op);
      if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op)) allowCombiners(linalgOp);
      if (auto loop = dyn_cast<scf::ForOp>(op)) allowCombiners(loop);
    });
  }
};

}  // namespace

std::unique_ptr<Pass> createFloatRulesPass() { return std::make_unique<FloatRulesPass>(); }

}  // namespace mlir_rl
