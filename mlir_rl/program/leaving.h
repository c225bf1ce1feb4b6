#pragma once

/// \file
/// Which tasks write what the program returns. Behind MLIR's door.

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace mlir_rl {

/// Whether the called task writes only into results of the program (the entry's arguments from `firstResult` on), and
/// nothing else in the entry touches these.
bool leavesProgram(mlir::func::CallOp call, unsigned firstResult);

}  // namespace mlir_rl
