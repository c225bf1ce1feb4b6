#pragma once

/// \file
/// One kernel through all stages, and what the stages share.

#include <optional>

#include "mlir_rl/kernel_lower/compiler.h"
#include "mlir_rl/kernel_lower/jit.h"
#include "mlir_rl/kernel_lower/libdevice.h"
#include "mlir_rl/kernel_lower/targets.h"
#include "mlir_rl/kernel_lower/to_llvm.h"

namespace mlir_rl::kernel {

namespace lowering {

/// A context and what belongs to it. It keeps every name and number that it ever saw, some kilobytes a kernel, so it is
/// made anew from time to time.
struct MlirState {
  static constexpr int kKernels = 4096;

  MlirState() : context(mlir::MLIRContext::Threading::DISABLED) {
    loadDialects(context);
    lowering.emplace(context);
  }
  mlir::MLIRContext context;
  std::optional<LlvmLowering> lowering;
  int kernels = 0;
};

}  // namespace lowering

struct KernelCompiler::State {
  State(lowering::Targets made, std::shared_ptr<lowering::Jit> host) : targets(std::move(made)), jit(std::move(host)) {}

  std::unique_ptr<lowering::MlirState> mlir = std::make_unique<lowering::MlirState>();
  lowering::Targets targets;
  std::shared_ptr<lowering::Jit> jit;
  std::unique_ptr<lowering::Libdevice> libdevice;  ///< null without
};

namespace lowering {

/// See KernelCompiler::compile. `module` has one kernel and what it uses.
Result<Compiled> compileAlone(KernelCompiler::State &shared, const Module &module);

}  // namespace lowering

}  // namespace mlir_rl::kernel
