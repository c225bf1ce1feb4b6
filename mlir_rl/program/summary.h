#pragma once

/// \file
/// A task's function in MLIR -> TaskSummary.

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir_rl/flow/op_summary.h"

namespace mlir_rl {

/// Reads the ops numbered `mlir_rl.op`; calls of the task are counted by the caller.
TaskSummary summarize(mlir::func::FuncOp task);

}  // namespace mlir_rl
