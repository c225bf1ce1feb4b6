#include "mlir_rl/lower/lower_module.h"

#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "mlir/Transforms/Passes.h"
#include "mlir_rl/lower/dialects.h"
#include "mlir_rl/lower/optimize.h"
#include "mlir_rl/lower/passes.h"
#include "mlir_rl/lower/pipeline.h"
#include "mlir_rl/lower/target.h"
#include "mlir_rl/program/diagnostics.h"
#include "mlir_rl/program/element.h"
#include "mlir_rl/support/clock.h"

using namespace mlir;

namespace mlir_rl {

void registerPipelinePasses() {
  static const bool once = [] {
    registerConversionPasses();
    registerTransformsPasses();
    registerLinalgPasses();
    bufferization::registerBufferizationPasses();
    memref::registerMemRefPasses();
    registerLowerPasses();
    return true;
  }();
  (void)once;
}

Result<std::vector<Argument>> entryArguments(ModuleOp module, const std::string &entry) {
  auto function = module.lookupSymbol<func::FuncOp>(entry);
  if (!function) return failed("the module has no function @" + entry);
  if (!function->hasAttr("llvm.emit_c_interface"))
    return failed("@" + entry + " has no llvm.emit_c_interface: its outputs were not brought in place");
  std::vector<Argument> arguments;
  int inputs = 0, outputs = 0;
  for (auto [i, type] : llvm::enumerate(function.getArgumentTypes())) {
    auto memref = dyn_cast<MemRefType>(type);
    std::optional<ElementType> element = memref ? elementTypeOf(memref.getElementType()) : std::nullopt;
    if (!element || !memref.hasStaticShape() || !memref.getLayout().isIdentity())
      return failed("argument " + std::to_string(i) + " of @" + entry + " is not a dense memref of a static shape");
    bool output = function.getArgAttr(i, "mlir_rl.output") != nullptr;
    std::string name = output ? "result" + std::to_string(outputs++) : "arg" + std::to_string(inputs++);
    arguments.push_back({name, *element, memref.getShape().vec(), output});
  }
  return arguments;
}

Status lowerToLlvmDialect(ModuleOp module, const LowerOptions &options) {
  registerPipelinePasses();
  prepareForLowering(*module.getContext());
  CollectedDiagnostics diagnostics(module.getContext());
  PassManager passes(module.getContext(), ModuleOp::getOperationName());
  passes.enableVerifier(options.verify);
  std::string problem;
  llvm::raw_string_ostream stream(problem);
  if (failed(parsePassPipeline(pipelinePasses(options), passes, stream)))
    return mlir_rl::failed("the lowering pipeline does not parse: " + problem);
  if (failed(passes.run(module))) return mlir_rl::failed("lowering failed: " + diagnostics.text());
  return {};
}

Result<std::unique_ptr<llvm::Module>> translate(ModuleOp module, llvm::LLVMContext &context) {
  CollectedDiagnostics diagnostics(module.getContext());
  std::unique_ptr<llvm::Module> code =
      translateModuleToLLVMIR(module, context, "LLVMDialectModule", /*disableVerification=*/true);
  if (!code) return mlir_rl::failed("translation to LLVM IR failed: " + diagnostics.text());
  return code;
}

Result<Artifact> lowerModule(ModuleOp module, const std::string &entry, const LowerOptions &options) {
  Artifact artifact;
  Stopwatch watch;
  auto machine = targetMachine(options.targetCpu);
  if (!machine) return tl::unexpected(machine.error());
  auto arguments = entryArguments(module, entry);
  if (!arguments) return tl::unexpected(arguments.error());
  if (Status done = lowerToLlvmDialect(module, options); !done) return tl::unexpected(done.error());
  if (auto bytes = module.lookupSymbol(entry)->getAttrOfType<IntegerAttr>("mlir_rl.workspace_bytes"))
    artifact.workspaceBytes = bytes.getInt();
  llvm::LLVMContext context;
  auto code = translate(module, context);
  if (!code) return tl::unexpected(code.error());
  double passes = watch.seconds();
  if (Status done = optimize(**code, **machine, options.llvmPipeline); !done) return tl::unexpected(done.error());
  auto object = generateCode(**code, **machine);
  if (!object) return tl::unexpected(object.error());
  if (options.times) *options.times = {passes, watch.seconds() - passes};
  artifact.object = std::move(*object);
  artifact.entry = entry;
  artifact.arguments = std::move(*arguments);
  artifact.threads = options.threads;
  artifact.targetCpu = (*machine)->getTargetCPU().str();
  artifact.pipeline = options.llvmPipeline;
  return artifact;
}

}  // namespace mlir_rl
