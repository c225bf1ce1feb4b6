#pragma once

/// \file
/// One linalg op on memrefs as loops over register tiles of vector code.

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir_rl/lower/passes/tile_access.h"

namespace mlir_rl {

struct TileSpec {
  llvm::SmallVector<int64_t> sizes;  ///< register tile of each loop, in the order of the op's loops
  unsigned lanes = 0;                ///< the loop that becomes vector lanes
  int64_t vectorBits = 256;
  llvm::SmallVector<unsigned> packs;     ///< operands copied into panels first
  bool streams = false;                  ///< whole vectors of results are stored past the caches, where aligned
  llvm::SmallVector<mlir::Value> first;  ///< scalar each output starts from; null or missing: its old value
};

/// Why `op` has no vector form with this tile, or nothing.
std::optional<std::string> whyNotVectorizable(mlir::linalg::LinalgOp op, const TileSpec &spec);

/// Emits the tiles before `op` and leaves `op` in place (the caller erases it). Call whyNotVectorizable first.
///
/// Before:  linalg.generic (m, n, k) on memrefs, tile 2 x 16 x 1, lanes n
/// After:   for m by 2, for n by 16:
///            acc0, acc1 = load C[m + 0, n..], C[m + 1, n..]
///            acc0, acc1 = for k: b = load B[k, n..]; acc0 + splat(A[m, k]) * b, acc1 + splat(A[m + 1, k]) * b
///            store acc0, acc1
void emitRegisterTiles(mlir::RewriterBase &b, mlir::linalg::LinalgOp op, const TileSpec &spec);

}  // namespace mlir_rl
