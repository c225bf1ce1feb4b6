#pragma once

/// \file
/// Loops of one iteration, and dimensions of one element, dropped.

#include "mlir/IR/Operation.h"

namespace mlir_rl {

/// Upstream's linalg-fold-unit-extent-dims, but a loop stays where the window without it would look as if it covered
/// its whole operand: with one output row of stride 2, row 2 d0 + d1 of 8 would become row d1 of 7.
llvm::LogicalResult dropUnitDims(mlir::Operation *module);

}  // namespace mlir_rl
