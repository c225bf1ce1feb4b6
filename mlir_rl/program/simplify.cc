#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "mlir/Transforms/Passes.h"
#include "mlir_rl/program/constant_ops.h"
#include "mlir_rl/program/convolutions/constants.h"
#include "mlir_rl/program/fold_scales.h"
#include "mlir_rl/program/passes.h"
#include "mlir_rl/program/unit_dims.h"

using namespace mlir;

namespace mlir_rl {

namespace {

/// linalg.softmax and the like as the ops they are made of.
struct DecomposeAggregates : RewritePattern {
  explicit DecomposeAggregates(MLIRContext *context) : RewritePattern(MatchAnyOpTypeTag(), 1, context) {}
  LogicalResult matchAndRewrite(Operation *op, PatternRewriter &rewriter) const final {
    auto aggregate = dyn_cast<linalg::AggregatedOpInterface>(op);
    if (!aggregate) return failure();
    auto parts = aggregate.decomposeOperation(rewriter);
    if (failed(parts)) return failure();
    rewriter.replaceOp(op, *parts);
    return success();
  }
};

/// Named ops as linalg.generic: one form to schedule. A fill stays: it is the first value of an accumulator.
struct Generalize : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;
  LogicalResult matchAndRewrite(linalg::LinalgOp op, PatternRewriter &rewriter) const final {
    if (isa<linalg::FillOp, linalg::GenericOp>(op)) return failure();
    StringAttr name = rewriter.getStringAttr(op->getName().getStringRef());
    auto generic = linalg::generalizeNamedOp(rewriter, op);
    if (failed(generic)) return failure();
    (*generic)->setAttr("mlir_rl.name", name);
    return success();
  }
};

/// A constant that only other constants meet, such as a weight that is transposed: as elements, which upstream's
/// folding reads; it does not read resources.
struct ReadResources : OpRewritePattern<arith::ConstantOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(arith::ConstantOp op, PatternRewriter &rewriter) const final {
    auto resource = dyn_cast<DenseResourceElementsAttr>(op.getValue());
    AsmResourceBlob *blob = resource ? resource.getRawHandle().getBlob() : nullptr;
    if (!blob || op.use_empty() || !llvm::all_of(op->getUsers(), readsOnlyConstants)) return failure();
    bool isSplat = false;
    if (!DenseElementsAttr::isValidRawBuffer(resource.getType(), blob->getData(), isSplat)) return failure();
    rewriter.replaceOpWithNewOp<arith::ConstantOp>(
        op, DenseElementsAttr::getFromRawBuffer(resource.getType(), blob->getData()));
    return success();
  }

  static bool readsOnlyConstants(Operation *op) {
    auto generic = dyn_cast<linalg::GenericOp>(op);
    return generic && llvm::all_of(generic.getInputs(),
                                   [](Value input) { return input.getDefiningOp<arith::ConstantOp>() != nullptr; });
  }
};

/// The same where a reshape stands between, as one does that drops unit dimensions: the constant is reshaped.
template <typename Reshape>
struct ReshapeResources : OpRewritePattern<Reshape> {
  using OpRewritePattern<Reshape>::OpRewritePattern;
  LogicalResult matchAndRewrite(Reshape op, PatternRewriter &rewriter) const final {
    auto constant = op.getSrc().template getDefiningOp<arith::ConstantOp>();
    bool folds = constant && llvm::all_of(op->getUsers(), [](Operation *user) {
                   auto generic = dyn_cast<linalg::GenericOp>(user);
                   return generic && generic.getNumDpsInputs() == 1;
                 });
    if (!folds) return failure();
    Value reshaped = reshapedConstant(rewriter, op.getLoc(), constant, op.getResultType());
    if (!reshaped) return failure();
    rewriter.replaceOp(op, reshaped);
    return success();
  }
};

/// A chain of ops that each compute one element from elements at the same place is one op; a reduction, a contraction
/// or a value that others read too is never computed again.
bool fusesElementwise(OpOperand *fused) {
  auto producer = fused->get().getDefiningOp<linalg::GenericOp>();
  auto consumer = dyn_cast<linalg::GenericOp>(fused->getOwner());
  if (!producer || !consumer || producer.getNumReductionLoops() || consumer.getNumReductionLoops()) return false;
  return producer->hasOneUse() || producer.getNumLoops() <= 1;
}

struct SimplifyPass : PassWrapper<SimplifyPass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(SimplifyPass)
  StringRef getArgument() const final { return "mlir-rl-simplify"; }
  StringRef getDescription() const final { return "Fewer, plainer ops on tensors"; }
  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<linalg::LinalgDialect, tensor::TensorDialect, affine::AffineDialect>();
  }

  void runOnOperation() final {
    if (failed(rewrite([](RewritePatternSet &patterns) {
          patterns.add<DecomposeAggregates, Generalize>(patterns.getContext());
          populateComputeConstants(patterns);
          linalg::populateEraseUnusedOperandsAndResultsPatterns(patterns);
        })) ||
        failed(runPasses()) || failed(rewrite(populateFoldScales)) || failed(rewrite([](RewritePatternSet &patterns) {
          patterns
              .add<ReadResources, ReshapeResources<tensor::ExpandShapeOp>, ReshapeResources<tensor::CollapseShapeOp>>(
                  patterns.getContext());
          linalg::populateElementwiseOpsFusionPatterns(patterns, fusesElementwise);
          linalg::populateConstantFoldLinalgOperations(patterns, [](OpOperand *) { return true; });
          linalg::populateEraseUnusedOperandsAndResultsPatterns(patterns);
        })) ||
        failed(runPasses()))
      signalPassFailure();
  }

 private:
  LogicalResult rewrite(llvm::function_ref<void(RewritePatternSet &)> populate) {
    RewritePatternSet patterns(&getContext());
    populate(patterns);
    return applyPatternsGreedily(getOperation(), std::move(patterns));
  }

  LogicalResult runPasses() {
    OpPassManager before("builtin.module"), after("builtin.module");
    before.addPass(createCanonicalizerPass());
    after.addPass(createCSEPass());
    after.addPass(createCanonicalizerPass());
    return success(succeeded(runPipeline(before, getOperation())) && succeeded(dropUnitDims(getOperation())) &&
                   succeeded(runPipeline(after, getOperation())));
  }
};

}  // namespace

std::unique_ptr<Pass> createSimplifyPass() { return std::make_unique<SimplifyPass>(); }

}  // namespace mlir_rl
