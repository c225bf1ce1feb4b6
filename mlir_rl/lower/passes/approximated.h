#pragma once

/// \file
/// Which functions scheduled code computes by polynomials, and unscheduled code by libm.

#include "mlir/Dialect/Math/IR/Math.h"

namespace mlir_rl {

inline bool isApproximated(mlir::Operation *op) {
  return mlir::isa<mlir::math::ExpOp, mlir::math::LogOp, mlir::math::TanhOp, mlir::math::ErfOp>(op);
}

}  // namespace mlir_rl
