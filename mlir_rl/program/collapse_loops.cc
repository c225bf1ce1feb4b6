#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "mlir_rl/program/fusion_groups.h"
#include "mlir_rl/program/passes.h"

using namespace mlir;

namespace mlir_rl {

namespace {

/// Runs of neighbouring loops, as long as possible, that every operand walks together.
SmallVector<ReassociationIndices> collapsibleRuns(linalg::GenericOp op) {
  SmallVector<ReassociationIndices> runs;
  auto kinds = op.getIteratorTypesArray();
  for (int64_t d = 0; d < int64_t(kinds.size()); ++d) {
    if (!runs.empty() && kinds[d] == kinds[d - 1]) {
      ReassociationIndices longer = runs.back();
      longer.push_back(d);
      if (linalg::areDimSequencesPreserved(op.getIndexingMapsArray(), {longer})) {
        runs.back() = longer;
        continue;
      }
    }
    runs.push_back({d});
  }
  return runs;
}

/// An op alone in its task: nothing inside the task depends on its shapes.
void collapse(linalg::GenericOp op, RewriterBase &rewriter) {
  if (op.hasIndexSemantics() ||
      !llvm::all_of(op.getIndexingMapsArray(), [](AffineMap map) { return map.isProjectedPermutation(); }))
    return;
  SmallVector<ReassociationIndices> runs = collapsibleRuns(op);
  if (int64_t(runs.size()) == op.getNumLoops()) return;
  llvm::erase_if(runs, [](const ReassociationIndices &run) { return run.size() == 1; });
  rewriter.setInsertionPoint(op);
  auto collapsed = linalg::collapseOpIterationDims(op, runs, rewriter);
  if (failed(collapsed)) return;
  collapsed->collapsedOp->setDiscardableAttrs(op->getDiscardableAttrDictionary());
  rewriter.replaceOp(op, collapsed->results);
}

struct CollapseLoopsPass : PassWrapper<CollapseLoopsPass, OperationPass<func::FuncOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(CollapseLoopsPass)
  StringRef getArgument() const final { return "mlir-rl-collapse-loops"; }
  StringRef getDescription() const final { return "Ops alone in their task: loops that run through memory as one"; }
  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<linalg::LinalgDialect, tensor::TensorDialect>();
  }

  void runOnOperation() final {
    if (!llvm::hasSingleElement(getOperation().getBody())) return;
    collapseEach();
    // Reshapes of reshapes are one, and an empty tensor has the new shape from the start.
    RewritePatternSet patterns(&getContext());
    tensor::populateFoldTensorEmptyPatterns(patterns);
    tensor::CollapseShapeOp::getCanonicalizationPatterns(patterns, &getContext());
    tensor::ExpandShapeOp::getCanonicalizationPatterns(patterns, &getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns)))) signalPassFailure();
  }

 private:
  void collapseEach() {
    IRRewriter rewriter(&getContext());
    cloneSharedFills(getOperation());
    for (const FusionGroup &group : formGroups(getOperation()))
      if (auto op = dyn_cast<linalg::GenericOp>(group.front()); op && group.size() == 1) collapse(op, rewriter);
  }
};

}  // namespace

std::unique_ptr<Pass> createCollapseLoopsPass() { return std::make_unique<CollapseLoopsPass>(); }

}  // namespace mlir_rl
