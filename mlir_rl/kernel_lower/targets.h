#pragma once

/// \file
/// What code is made for: x86-64-v3 CPUs and sm_80 GPUs, the same on every machine.

#include "llvm/Target/TargetMachine.h"
#include "mlir_rl/kernel_lower/to_llvm.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel::lowering {

struct Targets {
  std::unique_ptr<llvm::TargetMachine> cpu;       ///< its code generator optimises
  std::unique_ptr<llvm::TargetMachine> quickCpu;  ///< the same target; the code generator is quick
  std::unique_ptr<llvm::TargetMachine> gpu;
};

/// Errors (environment): LLVM was built without one of them.
Result<Targets> makeTargets();

TargetText textOf(const llvm::TargetMachine &machine);

}  // namespace mlir_rl::kernel::lowering
