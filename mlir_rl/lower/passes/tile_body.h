#pragma once

/// \file
/// The scalar body of a linalg op on vectors.

#include <functional>

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir_rl {

/// The first op of the body that has no vector form, or null.
mlir::Operation *firstScalarOnlyOp(mlir::linalg::LinalgOp op);

/// Clones the body of `op` with each scalar replaced by a vector of `width` lanes. `arguments` holds a vector for each
/// block argument; `index(loop)` gives the iteration number as a vector of index.
/// Returns the vectors yielded, one for each output.
llvm::SmallVector<mlir::Value> emitVectorBody(mlir::OpBuilder &b, mlir::linalg::LinalgOp op, int64_t width,
                                              llvm::ArrayRef<mlir::Value> arguments,
                                              const std::function<mlir::Value(int64_t)> &index);

}  // namespace mlir_rl
