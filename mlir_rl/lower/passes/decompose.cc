// mlir-rl-decompose: tensor ops without loops of their own become ops that have them.

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir_rl/lower/passes.h"

using namespace mlir;

namespace mlir_rl {
namespace {

LogicalResult decompose(RewriterBase &rewriter, Operation *op) {
  rewriter.setInsertionPoint(op);
  if (auto pack = dyn_cast<linalg::PackOp>(op)) return linalg::lowerPack(rewriter, pack);
  if (auto unpack = dyn_cast<linalg::UnPackOp>(op)) return linalg::lowerUnPack(rewriter, unpack);
  FailureOr<SmallVector<Value>> parts = cast<linalg::AggregatedOpInterface>(op).decomposeOperation(rewriter);
  if (failed(parts)) return failure();
  rewriter.replaceOp(op, *parts);
  return success();
}

struct DecomposePass : PassWrapper<DecomposePass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(DecomposePass)
  StringRef getArgument() const final { return "mlir-rl-decompose"; }
  StringRef getDescription() const final { return "Softmax, pack and unpack become linalg ops that have loops"; }

  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<linalg::LinalgDialect, tensor::TensorDialect, arith::ArithDialect, math::MathDialect>();
  }

  void runOnOperation() final {
    SmallVector<Operation *> ops;
    getOperation().walk([&](Operation *op) {
      if (isa<linalg::PackOp, linalg::UnPackOp, linalg::AggregatedOpInterface>(op)) ops.push_back(op);
    });
    IRRewriter rewriter(&getContext());
    for (Operation *op : ops) {
      if (succeeded(decompose(rewriter, op))) continue;
      op->emitError("cannot be decomposed into loops");
      return signalPassFailure();
    }
  }
};

}  // namespace

std::unique_ptr<Pass> createDecomposePass() { return std::make_unique<DecomposePass>(); }

}  // namespace mlir_rl
