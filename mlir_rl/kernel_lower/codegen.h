#pragma once

/// \file
/// LLVM's optimiser, code generators and assembler.

#include <string>

#include "llvm/IR/Module.h"
#include "llvm/Passes/OptimizationLevel.h"
#include "llvm/Target/TargetMachine.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel::lowering {

/// Relocatable ELF.
using Object = llvm::SmallVector<char, 0>;

/// The pipeline that clang runs for this level. Errors (failed): LLVM made invalid IR.
Status optimize(llvm::Module &module, llvm::TargetMachine &machine, llvm::OptimizationLevel level);

/// LLVM IR as text, without where it came from.
std::string irText(const llvm::Module &module);

/// Assembly (PTX for a GPU) and object code. Errors (failed): the target cannot emit it. The module is changed.
Result<std::string> assemblyText(llvm::Module &module, llvm::TargetMachine &machine);
Result<Object> objectCode(llvm::Module &module, llvm::TargetMachine &machine);

/// PTX with its calls ("callseq 7", "prototype_7") numbered from 0 in their order. LLVM counts them through all modules
/// of a process.
std::string withCallsNumbered(const std::string &ptx);

/// Object code from assemblyText's result. Errors (failed): what the assembler says.
Result<Object> assemble(const std::string &assembly, const llvm::TargetMachine &machine);

}  // namespace mlir_rl::kernel::lowering
