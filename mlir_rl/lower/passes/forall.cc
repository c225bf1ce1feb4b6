// mlir-rl-forall: which scf.forall runs on threads, and which is a plain loop nest.

#include "mlir/Dialect/SCF/Transforms/Transforms.h"
#include "mlir_rl/lower/passes.h"

using namespace mlir;

namespace mlir_rl {
namespace {

constexpr StringLiteral kParallel = "mlir_rl.parallel";

struct ForallPass : PassWrapper<ForallPass, OperationPass<>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(ForallPass)
  ForallPass() = default;
  ForallPass(const ForallPass &other) : PassWrapper(other) {}
  StringRef getArgument() const final { return "mlir-rl-forall"; }
  StringRef getDescription() const final { return "scf.forall becomes scf.parallel (marked) or scf.for (others)"; }

  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<scf::SCFDialect, arith::ArithDialect, affine::AffineDialect>();
  }

  // One parallel level only: OpenMP would give each inner team one thread, and thread numbers would repeat.
  bool runsOnThreads(scf::ForallOp loop) const {
    return threads > 1 && loop->hasAttr(kParallel) && !loop->getParentOfType<scf::ParallelOp>();
  }

  void runOnOperation() final {
    SmallVector<scf::ForallOp> loops;
    getOperation()->walk<WalkOrder::PreOrder>([&](scf::ForallOp loop) { loops.push_back(loop); });
    IRRewriter rewriter(&getContext());
    for (scf::ForallOp loop : loops) {
      if (loop->getNumResults() != 0) {
        loop.emitError("is not bufferised: it still has results");
        return signalPassFailure();
      }
      rewriter.setInsertionPoint(loop);
      LogicalResult done =
          runsOnThreads(loop) ? scf::forallToParallelLoop(rewriter, loop) : scf::forallToForLoop(rewriter, loop);
      if (failed(done)) {
        loop.emitError("cannot be turned into loops");
        return signalPassFailure();
      }
    }
  }

  Option<int> threads{*this, "threads", llvm::cl::desc("Threads the code is made for"), llvm::cl::init(1)};
};

}  // namespace

std::unique_ptr<Pass> createForallPass() { return std::make_unique<ForallPass>(); }

}  // namespace mlir_rl
