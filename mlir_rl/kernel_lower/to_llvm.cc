#include "mlir_rl/kernel_lower/to_llvm.h"

#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVM.h"
#include "mlir/Conversion/GPUToNVVM/GPUToNVVMPass.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/GPU/GPUToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/NVVM/NVVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "mlir/Transforms/DialectConversion.h"
#include "mlir_rl/kernel_lower/constants.h"
#include "mlir_rl/kernel_lower/patterns.h"
#include "mlir_rl/kernel_lower/pointers.h"

namespace mlir_rl::kernel::lowering {

namespace LLVM = mlir::LLVM;

void loadDialects(mlir::MLIRContext &context) {
  mlir::DialectRegistry registry;
  mlir::registerBuiltinDialectTranslation(registry);
  mlir::registerGPUDialectTranslation(registry);
  mlir::registerLLVMDialectTranslation(registry);
  mlir::registerNVVMDialectTranslation(registry);
  context.appendDialectRegistry(registry);
  context.loadDialect<mlir::arith::ArithDialect, mlir::cf::ControlFlowDialect, mlir::func::FuncDialect,
                      mlir::gpu::GPUDialect, LLVM::LLVMDialect, mlir::math::MathDialect, mlir::memref::MemRefDialect,
                      mlir::NVVM::NVVMDialect, mlir::scf::SCFDialect, mlir::vector::VectorDialect>();
}

struct LlvmLowering::Passes {
  explicit Passes(mlir::MLIRContext &context)
      : converter(&context),
        gpuConverter(&context),
        control(controlPatterns(context)),
        cpu(cpuPatterns(context)),
        gpu(gpuPatterns(context)) {}

  static mlir::RewritePatternSet controlPatterns(mlir::MLIRContext &context) {
    mlir::RewritePatternSet patterns(&context);
    mlir::populateSCFToControlFlowConversionPatterns(patterns);
    return patterns;
  }

  static void addCommon(mlir::LLVMTypeConverter &converter, const char *prefix, mlir::RewritePatternSet &patterns) {
    addMatrixTypes(converter);
    addVectorPatterns(converter, patterns);
    addMathPatterns(converter, prefix, patterns);
    addAssertPattern(converter, patterns);
    mlir::arith::populateCeilFloorDivExpandOpsPatterns(patterns);
    mlir::arith::populateArithToLLVMConversionPatterns(converter, patterns);
    mlir::cf::populateControlFlowToLLVMConversionPatterns(converter, patterns);
    mlir::populateFuncToLLVMConversionPatterns(converter, patterns);
    // Rather these than calls of libdevice for what both have, such as square roots.
    mlir::populateMathToLLVMConversionPatterns(converter, patterns, /*approximateLog1p=*/false, /*benefit=*/2);
  }

  mlir::RewritePatternSet cpuPatterns(mlir::MLIRContext &context) {
    mlir::RewritePatternSet patterns(&context);
    addCommon(converter, "", patterns);
    return patterns;
  }

  mlir::RewritePatternSet gpuPatterns(mlir::MLIRContext &context) {
    mlir::RewritePatternSet patterns(&context);
    mlir::configureGpuToNVVMTypeConverter(gpuConverter);
    addCommon(gpuConverter, "__nv_", patterns);
    mlir::populateGpuToNVVMConversionPatterns(gpuConverter, patterns);
    return patterns;
  }

  mlir::LLVMTypeConverter converter, gpuConverter;
  mlir::FrozenRewritePatternSet control, cpu, gpu;
};

LlvmLowering::LlvmLowering(mlir::MLIRContext &context) : passes_(std::make_unique<Passes>(context)) {}
LlvmLowering::~LlvmLowering() = default;

/// The operation whose body has the functions.
static mlir::Operation *functionsOf(mlir::ModuleOp module, Device device) {
  return device == Device::cpu ? module.getOperation() : *module.getOps<mlir::gpu::GPUModuleOp>().begin();
}

static void describe(mlir::Operation *functions, const std::string &kernel, const TargetText &target) {
  mlir::Builder builder(functions->getContext());
  functions->setAttr(LLVM::LLVMDialect::getDataLayoutAttrName(), builder.getStringAttr(target.dataLayout));
  functions->setAttr(LLVM::LLVMDialect::getTargetTripleAttrName(), builder.getStringAttr(target.triple));
  for (auto function : functions->getRegion(0).getOps<LLVM::LLVMFuncOp>()) {
    if (function.isExternal()) continue;
    gatherConstants(function.getBody());
    function.setNoUnwind(true);
    function.setTargetCpu(target.cpu);
    if (function.getName() == kernel) continue;
    function.setSymVisibilityAttr(nullptr);
    function.setLinkage(LLVM::Linkage::Internal);
  }
}

/// A loop's comparison and addition would be called like its result.
static void forgetLoopNames(mlir::Operation *functions) {
  functions->walk([](mlir::scf::ForOp loop) { loop->setLoc(mlir::UnknownLoc::get(loop.getContext())); });
}

Status LlvmLowering::run(mlir::ModuleOp module, Device device, const std::string &kernel,
                         const TargetText &target) const {
  mlir::Operation *functions = functionsOf(module, device);
  mlir::MLIRContext &context = *module.getContext();
  std::string said;
  mlir::ScopedDiagnosticHandler listener(&context, [&](mlir::Diagnostic &diagnostic) {
    said += diagnostic.str() + "; ";
    return mlir::success();
  });
  memrefsToPointers(functions);
  forgetLoopNames(functions);
  mlir::ConversionTarget control(context);
  control.addIllegalDialect<mlir::scf::SCFDialect>();
  control.markUnknownOpDynamicallyLegal([](mlir::Operation *) { return true; });
  if (failed(mlir::applyPartialConversion(functions, control, passes_->control)))
    return mlir_rl::failed("loops and branches cannot be lowered: " + said);
  mlir::LLVMConversionTarget legal(context);
  // Upstream's own legality for GPUs forbids LLVM's intrinsics, which NVPTX computes exactly: sqrt, floor.
  legal.addLegalOp<mlir::ModuleOp, mlir::gpu::GPUModuleOp>();
  legal.addLegalDialect<mlir::NVVM::NVVMDialect>();
  if (failed(mlir::applyFullConversion(functions, legal, device == Device::cpu ? passes_->cpu : passes_->gpu)))
    return mlir_rl::failed("the LLVM dialect has no form of an operation: " + said);
  describe(functions, kernel, target);
  return {};
}

static void nameArguments(LLVM::LLVMFuncOp from, llvm::Function &to) {
  for (auto [argument, named] : llvm::zip(from.getArguments(), to.args()))
    if (auto name = mlir::dyn_cast<mlir::NameLoc>(argument.getLoc())) named.setName(name.getName().str());
}

Result<std::unique_ptr<llvm::Module>> translate(mlir::ModuleOp module, Device device, llvm::LLVMContext &context) {
  mlir::Operation *functions = functionsOf(module, device);
  auto code = mlir::translateModuleToLLVMIR(functions, context, "", /*disableVerification=*/true);
  if (!code) return mlir_rl::failed("the LLVM dialect cannot be translated to LLVM IR");
  // Nothing has debug information; the flag would only say which version it has.
  if (llvm::NamedMDNode *flags = code->getModuleFlagsMetadata()) code->eraseNamedMetadata(flags);
  for (auto function : functions->getRegion(0).getOps<LLVM::LLVMFuncOp>())
    if (!function.isExternal()) nameArguments(function, *code->getFunction(function.getName()));
  return code;
}

}  // namespace mlir_rl::kernel::lowering
