#pragma once

/// \file
/// Fills that only set what an op's accumulators start from.

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir_rl {

/// The linalg.fill of exactly the memref that output `init` of `op` accumulates into, when nothing between the two can
/// touch that memory and `op` writes all of it. Its scalar can then be the accumulators' first value, and the fill can
/// go. Null when there is none.
mlir::linalg::FillOp fillBefore(mlir::linalg::LinalgOp op, mlir::OpOperand *init);

}  // namespace mlir_rl
