#pragma once

/// \file
/// Tiles by rule for the copies that packing, padding and bufferisation leave behind.

#include "mlir_rl/lower/passes/tile_emitter.h"

namespace mlir_rl {

/// Sets sizes and lanes of `spec` when `op` only moves values (fill, copy, transpose); false for any other op.
bool copyTile(mlir::linalg::LinalgOp op, TileSpec &spec);

}  // namespace mlir_rl
