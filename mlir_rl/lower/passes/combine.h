#pragma once

/// \file
/// Reductions whose partial results may be combined in another order.

#include <optional>

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace mlir_rl {

/// How the body of `op` combines its i-th output with the new value; nothing when it is not one associative op.
std::optional<mlir::vector::CombiningKind> combiningKind(mlir::linalg::LinalgOp op, unsigned output);

/// The value that changes nothing: vector of `type` with the neutral element of `kind` in each lane.
mlir::Value neutralVector(mlir::OpBuilder &b, mlir::Location loc, mlir::vector::CombiningKind kind,
                          mlir::VectorType type);

/// a `kind` b, reassociation allowed (the float rules of docs/measuring.md).
mlir::Value combine(mlir::OpBuilder &b, mlir::Location loc, mlir::vector::CombiningKind kind, mlir::Value x,
                    mlir::Value y);

}  // namespace mlir_rl
