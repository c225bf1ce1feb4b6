#pragma once

/// \file
/// The machine code is made for. Behind LLVM's door.

#include <string>

#include "llvm/Target/TargetMachine.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// The one TargetMachine of this process for `cpu`: "native" (CPU and features of this machine) or a name LLVM
/// knows ("skylake-avx512"). Position-independent code. Errors: usage, when LLVM does not know the name.
Result<llvm::TargetMachine *> targetMachine(const std::string &cpu);

/// Bits of the vectors the optimiser should use: 512 where the target has them, else 0 for the target's own choice.
int preferredVectorBits(const llvm::TargetMachine &machine);

}  // namespace mlir_rl
