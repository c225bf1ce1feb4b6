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

/// Bits of the widest vector register of the target: 512, 256 or 128.
int vectorBits(const llvm::TargetMachine &machine);

}  // namespace mlir_rl
