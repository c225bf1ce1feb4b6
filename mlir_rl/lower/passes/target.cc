// mlir-rl-target: what the LLVM dialect must say so that LLVM, ours or stock tools, makes the same code from it.

#include "mlir_rl/lower/target.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir_rl/lower/passes.h"

using namespace mlir;

namespace mlir_rl {
namespace {

// Our own functions get distinct buffers in every argument; a helper function of the input may not.
bool argumentsAreDistinct(LLVM::LLVMFuncOp function) {
  return function->hasAttr("mlir_rl.task") || function->hasAttr("llvm.emit_c_interface");
}

void addNoalias(LLVM::LLVMFuncOp function) {
  for (unsigned i = 0; i < function.getNumArguments(); ++i)
    if (isa<LLVM::LLVMPointerType>(function.getArgument(i).getType()))
      function.setArgAttr(i, LLVM::LLVMDialect::getNoAliasAttrName(), UnitAttr::get(function.getContext()));
}

// What spills does so vector by vector, and LLVM aligns a frame only for what it knew of before it gave out registers.
// Callers promise 16 bytes: three spills in four of 64 bytes would lie across two lines, more or fewer by the luck of
// the caller's stack, and the same kernel takes 6.6 or 9.3 us from one run to the next.
void alignStack(LLVM::LLVMFuncOp function, int bytes) {
  Builder builder(function.getContext());
  function.setPassthroughAttr(builder.getArrayAttr(builder.getStrArrayAttr({"alignstack", std::to_string(bytes)})));
}

struct TargetPass : PassWrapper<TargetPass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(TargetPass)
  TargetPass() = default;
  TargetPass(const TargetPass &other) : PassWrapper(other) {}
  StringRef getArgument() const final { return "mlir-rl-target"; }
  StringRef getDescription() const final { return "Triple, data layout, CPU, vector width, linkage and noalias"; }

  void getDependentDialects(DialectRegistry &registry) const final { registry.insert<LLVM::LLVMDialect>(); }

  void runOnOperation() final {
    Result<llvm::TargetMachine *> machine = targetMachine(cpu);
    if (!machine) {
      getOperation().emitError(machine.error().message);
      return signalPassFailure();
    }
    ModuleOp module = getOperation();
    auto text = [&](const std::string &value) { return StringAttr::get(&getContext(), value); };
    module->setAttr(LLVM::LLVMDialect::getDataLayoutAttrName(),
                    text((*machine)->createDataLayout().getStringRepresentation()));
    module->setAttr(LLVM::LLVMDialect::getTargetTripleAttrName(), text((*machine)->getTargetTriple().str()));
    for (auto function : module.getOps<LLVM::LLVMFuncOp>())
      if (!function.isExternal()) describe(function, **machine);
  }

  Option<std::string> cpu{*this, "cpu", llvm::cl::desc("CPU the code is made for; native: this machine's"),
                          llvm::cl::init("native")};

 private:
  void describe(LLVM::LLVMFuncOp function, const llvm::TargetMachine &machine) {
    function.setTargetCpu(machine.getTargetCPU());
    if (!machine.getTargetFeatureString().empty())
      function.setTargetFeaturesAttr(LLVM::TargetFeaturesAttr::get(&getContext(), machine.getTargetFeatureString()));
    // LLVM shuns the widest registers of many CPUs for the sake of code it does not know; ours is made for them.
    function.setPreferVectorWidth(std::to_string(vectorBits(machine)));
    alignStack(function, vectorBits(machine) / 8);
    bool ours = argumentsAreDistinct(function);
    if (ours) addNoalias(function);
    if (function.getName().starts_with("_mlir_ciface_")) return;
    // Only the C wrapper is seen from outside: a plain `main` would clash with the caller's. A call costs nothing
    // here, and a task compiled on its own is then the same code as inside its program.
    function.setLinkage(LLVM::Linkage::Internal);
    if (ours) function.setNoInline(true);
  }
};

}  // namespace

std::unique_ptr<Pass> createTargetPass() { return std::make_unique<TargetPass>(); }

}  // namespace mlir_rl
