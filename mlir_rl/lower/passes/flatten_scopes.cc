// mlir-rl-flatten-scopes: convert-scf-to-openmp puts a memref.alloca_scope around every loop body, and such a scope may
// hold one block only, which no loop inside survives. Our functions keep their stack buffers at the entry, so a scope
// that allocates nothing goes.

#include "mlir_rl/lower/passes.h"

using namespace mlir;

namespace mlir_rl {
namespace {

bool allocates(memref::AllocaScopeOp scope) {
  return scope.getBodyRegion().walk([](memref::AllocaOp) { return WalkResult::interrupt(); }).wasInterrupted();
}

void flatten(IRRewriter &rewriter, memref::AllocaScopeOp scope) {
  Operation *end = scope.getBodyRegion().front().getTerminator();
  SmallVector<Value> results(end->getOperands());
  rewriter.eraseOp(end);
  rewriter.inlineBlockBefore(&scope.getBodyRegion().front(), scope);
  rewriter.replaceOp(scope, results);
}

struct FlattenScopesPass : PassWrapper<FlattenScopesPass, OperationPass<>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(FlattenScopesPass)
  StringRef getArgument() const final { return "mlir-rl-flatten-scopes"; }
  StringRef getDescription() const final { return "memref.alloca_scope without memref.alloca inside is inlined"; }

  void runOnOperation() final {
    SmallVector<memref::AllocaScopeOp> scopes;
    getOperation()->walk([&](memref::AllocaScopeOp scope) {
      if (scope.getBodyRegion().hasOneBlock() && !allocates(scope)) scopes.push_back(scope);
    });
    IRRewriter rewriter(&getContext());
    for (memref::AllocaScopeOp scope : scopes) flatten(rewriter, scope);
  }
};

}  // namespace

std::unique_ptr<Pass> createFlattenScopesPass() { return std::make_unique<FlattenScopesPass>(); }

}  // namespace mlir_rl
