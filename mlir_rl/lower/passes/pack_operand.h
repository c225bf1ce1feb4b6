#pragma once

/// \file
/// Panels: an operand copied into the order in which register tiles read it.

#include <optional>
#include <string>

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir_rl/lower/passes/tile_access.h"

namespace mlir_rl {

struct TileSpec;

/// Why the operand cannot be packed for this tile, or nothing.
std::optional<std::string> whyNotPackable(mlir::linalg::LinalgOp op, mlir::OpOperand &operand, const TileSpec &spec);

/// Emits a buffer and the copies that fill it, and returns how tiles read it. They stand before the outermost loop
/// around `op` that neither moves the operand nor writes it and that threads do not share.
///
/// Before: B[k, n], tile n by 32           After: P[n / 32, k, n % 32]
///
/// One dimension for the position of each tiled loop, the other loops as they are, then the tiles, lanes innermost;
/// edges are padded to whole tiles but the padding is never read.
TileAccess packOperand(mlir::RewriterBase &b, mlir::linalg::LinalgOp op, mlir::OpOperand &operand,
                       const TileSpec &spec);

}  // namespace mlir_rl
