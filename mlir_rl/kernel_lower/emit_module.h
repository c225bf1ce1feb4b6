#pragma once

/// \file
/// A kernel's tree as a module of MLIR: func, scf, arith, math, memref, vector; gpu.

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir_rl/kernel/tree.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel::lowering {

enum class Device : uint8_t {
  cpu,  ///< `func.func @KERNEL(%n0: i32, ..., parameters)`: a loop nest over the launch's extents
  gpu,  ///< `gpu.func @KERNEL` with the same arguments: one thread, which knows its number; in `gpu.module @kernels`
};

/// `module` has one kernel and what it uses. Values are called as in the source. Errors (failed): a builtin or an array
/// that is not lowered, with its place.
Result<mlir::OwningOpRef<mlir::ModuleOp>> emitModule(mlir::MLIRContext &context, const Module &module, Device device);

/// Dimensions of the launch as the emitted kernel takes them: 1 for one that never asks for its index.
int emittedDims(const Function &kernel);

/// What the emitted kernel is called: its own name, unless that is one of the C library.
std::string emittedName(const Module &module);

}  // namespace mlir_rl::kernel::lowering
