#include "mlir_rl/program/unit_dims.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

using namespace mlir;

namespace mlir_rl {

/// The expression with loops of one iteration at 0.
static AffineExpr withoutUnitLoops(AffineExpr expression, ArrayRef<int64_t> extents) {
  MLIRContext *context = expression.getContext();
  SmallVector<AffineExpr> loops;
  for (auto [d, extent] : llvm::enumerate(extents))
    loops.push_back(extent == 1 ? getAffineConstantExpr(0, context) : getAffineDimExpr(unsigned(d), context));
  return simplifyAffineExpr(expression.replaceDims(loops), unsigned(extents.size()), 0);
}

/// Whether dropping the unit loops in `expression` leaves one loop that is shorter than the dimension it walks.
static bool wouldShrink(AffineExpr expression, ArrayRef<int64_t> extents, int64_t size) {
  if (isa<AffineDimExpr>(expression)) return false;
  auto left = dyn_cast<AffineDimExpr>(withoutUnitLoops(expression, extents));
  return left && extents[left.getPosition()] != size;
}

static SmallVector<unsigned> droppableLoops(linalg::GenericOp op) {
  SmallVector<int64_t> extents = op.getStaticLoopRanges();
  llvm::SmallDenseSet<unsigned> kept;
  for (OpOperand &operand : op->getOpOperands()) {
    ArrayRef<int64_t> shape = op.getShape(&operand);
    for (auto [expression, size] : llvm::zip(op.getMatchingIndexingMap(&operand).getResults(), shape))
      if (wouldShrink(expression, extents, size))
        expression.walk([&](AffineExpr part) {
          if (auto loop = dyn_cast<AffineDimExpr>(part)) kept.insert(loop.getPosition());
        });
  }
  SmallVector<unsigned> loops;
  for (unsigned d = 0; d < extents.size(); ++d)
    if (!kept.contains(d)) loops.push_back(d);
  return loops;
}

LogicalResult dropUnitDims(Operation *module) {
  linalg::ControlDropUnitDims options;
  auto usual = options.controlFn;
  options.controlFn = [usual](Operation *op) {
    auto generic = dyn_cast_or_null<linalg::GenericOp>(op);
    return generic ? droppableLoops(generic) : usual(op);
  };
  RewritePatternSet folding(module->getContext()), cleaning(module->getContext());
  linalg::populateFoldUnitExtentDimsPatterns(folding, options);
  walkAndApplyPatterns(module, std::move(folding));
  linalg::populateMoveInitOperandsToInputPattern(cleaning);
  linalg::populateFoldUnitExtentDimsCanonicalizationPatterns(cleaning, options);
  return applyPatternsGreedily(module, std::move(cleaning));
}

}  // namespace mlir_rl
