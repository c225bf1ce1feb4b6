#pragma once

/// \file
/// How a run of iterations is cut into vectors, and moves between vectors.

#include "mlir/IR/Builders.h"

namespace mlir_rl {

/// Lanes [start, start + width) of a tile; only the first `valid` are iterations of the op, the rest is masked.
struct Chunk {
  int64_t start = 0;
  int64_t width = 1;  ///< a power of two
  int64_t valid = 1;
};

/// Vectors that cover `tile` iterations: full ones, then the smallest power of two that holds the rest.
llvm::SmallVector<Chunk> splitLanes(int64_t tile, int64_t maxWidth);

/// The same with one width for all vectors, as accumulators that live across remainders need.
llvm::SmallVector<Chunk> splitLanesEvenly(int64_t tile, int64_t width);

/// Constant mask vector<width x i1> with the first `valid` lanes set.
mlir::Value laneMask(mlir::OpBuilder &b, mlir::Location loc, int64_t width, int64_t valid);

/// A vector with every lane 0 (1 for integers, so that a masked lane never divides by zero).
mlir::Value harmlessVector(mlir::OpBuilder &b, mlir::Location loc, mlir::VectorType type);

/// Transposes n vectors of n lanes, n a power of two: result[i][j] = rows[j][i], in log2(n) rounds of two-vector
/// shuffles.
llvm::SmallVector<mlir::Value> transposeRows(mlir::OpBuilder &b, mlir::Location loc, llvm::ArrayRef<mlir::Value> rows);

}  // namespace mlir_rl
