#pragma once

/// \file
/// What a module must be before anything is done with it.

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir_rl/program/program.h"

namespace mlir_rl {

/// The function named by the options, or `main`, or the only public one.
Result<mlir::func::FuncOp> findEntry(mlir::ModuleOp module, const std::string &fileName, const std::string &wanted);

/// Static shapes everywhere, argument types that can be passed, and tensors that fit `maxBytes`; from types alone.
Status checkTypes(mlir::func::FuncOp entry, const std::string &fileName, int64_t maxBytes);

/// The entry's arguments then results (tensors), or its memref arguments with outputs marked `mlir_rl.output`.
std::vector<Argument> argumentsOf(mlir::func::FuncOp entry);

}  // namespace mlir_rl
