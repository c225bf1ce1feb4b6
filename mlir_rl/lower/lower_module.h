#pragma once

/// \file
/// The steps of lowering on an MLIR module. Behind MLIR's door; lower.h is the door.

#include <memory>
#include <string>

#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/lower/lower.h"

namespace mlir_rl {

/// Registers every pass the pipelines name, once; to register one twice is harmless.
void registerPipelinePasses();

/// The memref arguments of the entry, in order: outputs are marked `mlir_rl.output`. Errors: failed, when the entry
/// is missing, has no `llvm.emit_c_interface`, or has an argument that is not a static, dense memref.
Result<std::vector<Argument>> entryArguments(mlir::ModuleOp module, const std::string &entry);

/// Runs pipelinePasses(options) on the module.
Status lowerToLlvmDialect(mlir::ModuleOp module, const LowerOptions &options);

/// A module in the LLVM dialect as LLVM IR.
Result<std::unique_ptr<llvm::Module>> translate(mlir::ModuleOp module, llvm::LLVMContext &context);

/// All of it: see lower().
Result<Artifact> lowerModule(mlir::ModuleOp module, const std::string &entry, const LowerOptions &options);

}  // namespace mlir_rl
