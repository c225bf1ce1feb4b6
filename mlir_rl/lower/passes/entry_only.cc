// mlir-rl-entry-only: a file may hold more public functions than the one that is compiled; they go, unless it calls
// them. What stays is private, so that the inliner may take it in.

#include "mlir/Transforms/Passes.h"
#include "mlir_rl/lower/passes.h"

using namespace mlir;

namespace mlir_rl {
namespace {

struct EntryOnlyPass : PassWrapper<EntryOnlyPass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(EntryOnlyPass)
  StringRef getArgument() const final { return "mlir-rl-entry-only"; }
  StringRef getDescription() const final {
    return "Drop every function but those with a C interface and their callees";
  }

  void runOnOperation() final {
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (!function->hasAttr("llvm.emit_c_interface")) function.setPrivate();
    OpPassManager clean(ModuleOp::getOperationName());
    clean.addPass(createSymbolDCEPass());
    if (failed(runPipeline(clean, getOperation()))) signalPassFailure();
  }
};

}  // namespace

std::unique_ptr<Pass> createEntryOnlyPass() { return std::make_unique<EntryOnlyPass>(); }

}  // namespace mlir_rl
