#pragma once

/// \file
/// LLVM's own optimiser and code generator. Behind LLVM's door.

#include <string>
#include <vector>

#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Runs the named pipeline: "O0", "O1", "O2", "O3" as LLVM defines them for this machine, or "fast": a few function
/// passes, without loop vectoriser and unroller, for ranking code that is already made of vectors.
/// Errors: usage, for an unknown name; failed, when what LLVM made is invalid IR (its optimiser has bugs, and
/// code from such IR runs and gives wrong results).
Status optimize(llvm::Module &module, llvm::TargetMachine &machine, const std::string &pipeline);

/// Object code (relocatable ELF) of the module. Errors: failed, when the target cannot emit objects.
Result<std::vector<char>> generateCode(llvm::Module &module, llvm::TargetMachine &machine);

}  // namespace mlir_rl
