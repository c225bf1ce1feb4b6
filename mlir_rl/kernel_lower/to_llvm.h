#pragma once

/// \file
/// From emitted modules to the LLVM dialect, and on to LLVM IR.

#include <memory>

#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir_rl/kernel_lower/emit_module.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel::lowering {

/// What code is made for, as text: no machine makes another one of it.
struct TargetText {
  std::string triple, dataLayout, cpu;
};

/// All dialects that kernels go through, loaded.
void loadDialects(mlir::MLIRContext &context);

/// The passes, made once for a context and then used for any number of modules.
class LlvmLowering {
 public:
  /// `context` has all dialects loaded and outlives this.
  explicit LlvmLowering(mlir::MLIRContext &context);
  ~LlvmLowering();

  /// In place, what emitModule made for the device. The kernel is named `kernel`; other functions become internal.
  Status run(mlir::ModuleOp module, Device device, const std::string &kernel, const TargetText &target) const;

 private:
  struct Passes;
  std::unique_ptr<Passes> passes_;
};

/// The functions of a lowered module as LLVM IR; arguments keep their names.
Result<std::unique_ptr<llvm::Module>> translate(mlir::ModuleOp module, Device device, llvm::LLVMContext &context);

}  // namespace mlir_rl::kernel::lowering
