#pragma once

/// \file
/// linalg.generic ops written with the loops as expressions. Behind MLIR's door.

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir_rl {

/// A tensor and where each iteration reads or writes it.
struct Indexed {
  mlir::Value tensor;
  mlir::SmallVector<mlir::AffineExpr> indices;
};

/// A new tensor's shape, and where each iteration writes it: loop `loops[i]` is dimension i.
struct Place {
  mlir::SmallVector<int64_t> shape;
  mlir::SmallVector<mlir::AffineExpr> indices;
};

/// `extents[d]` iterations of loop d.
Place placeOf(mlir::OpBuilder &b, mlir::ArrayRef<unsigned> loops, mlir::ArrayRef<int64_t> extents);

/// init[to] + sum(x * y): the loops that `to` leaves out are summed over.
mlir::Value sumOfProducts(mlir::OpBuilder &b, mlir::Location at, int loops, const Indexed &x, const Indexed &y,
                          const Indexed &init);

/// The same from zero, into a new tensor.
mlir::Value sumOfProducts(mlir::OpBuilder &b, mlir::Location at, int loops, const Indexed &x, const Indexed &y,
                          const Place &to);

/// A copy of `x` in another order, one loop for each dimension of the new tensor.
mlir::Value copied(mlir::OpBuilder &b, mlir::Location at, int loops, const Indexed &x, const Place &to);

/// A tensor of zeros.
mlir::Value zeros(mlir::OpBuilder &b, mlir::Location at, mlir::ArrayRef<int64_t> shape, mlir::Type element);

/// Whether each element is surely zero: a fill with it.
bool isZeros(mlir::Value tensor);

}  // namespace mlir_rl
