#pragma once

/// \file
/// A fusion group as a function of its own.

#include "mlir_rl/program/fusion_groups.h"

namespace mlir_rl {

struct TaskFunction {
  mlir::func::FuncOp function;             ///< detached; named after its hash
  llvm::SmallVector<mlir::Value> inputs;   ///< values of the original function passed, in order
  llvm::SmallVector<mlir::Value> outputs;  ///< values of the original function it computes, in order, after the inputs
  std::string hash;                        ///< 16 hex digits; equal functions have equal hashes
};

/// Before: ops on tensors in the middle of a function.
/// After:  @task_<hash>(memrefs read, memrefs written): each schedulable op carries `mlir_rl.op = K`, consumers before
///         producers; scalar and splat constants are copied in, other constants are passed.
TaskFunction makeTaskFunction(const FusionGroup &group);

}  // namespace mlir_rl
