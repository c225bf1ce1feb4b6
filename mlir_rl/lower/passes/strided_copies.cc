// mlir-rl-strided-copies: one-shot-bufferize prints memref.copy, whose lowering for strided memrefs is a call of a
// runtime function that copies element by element. As linalg ops, copies become loops that LLVM vectorises.

#include "mlir_rl/lower/passes.h"

using namespace mlir;

namespace mlir_rl {
namespace {

struct StridedCopiesPass : PassWrapper<StridedCopiesPass, OperationPass<>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(StridedCopiesPass)
  StringRef getArgument() const final { return "mlir-rl-strided-copies"; }
  StringRef getDescription() const final { return "memref.copy becomes linalg.copy, which becomes loops"; }

  void getDependentDialects(DialectRegistry &registry) const final { registry.insert<linalg::LinalgDialect>(); }

  void runOnOperation() final {
    SmallVector<memref::CopyOp> copies;
    getOperation()->walk([&](memref::CopyOp copy) { copies.push_back(copy); });
    OpBuilder builder(&getContext());
    for (memref::CopyOp copy : copies) {
      if (!isa<MemRefType>(copy.getSource().getType()) || !isa<MemRefType>(copy.getTarget().getType())) {
        copy.emitError("copies an unranked memref");
        return signalPassFailure();
      }
      builder.setInsertionPoint(copy);
      linalg::CopyOp::create(builder, copy.getLoc(), copy.getSource(), copy.getTarget());
      copy.erase();
    }
  }
};

}  // namespace

std::unique_ptr<Pass> createStridedCopiesPass() { return std::make_unique<StridedCopiesPass>(); }

}  // namespace mlir_rl
