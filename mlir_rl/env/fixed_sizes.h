#pragma once

/// \file
/// Sizes from a fixed list, as systems of the field choose them: what an ablation compares with sizes that come from
/// extents and machine.

#include <vector>

#include "mlir_rl/schedule/register_tile.h"

namespace mlir_rl {

/// Tile sizes of one loop at a time, 0 for the others: 4, 8, ... 128 where the loop is longer.
std::vector<std::vector<int64_t>> fixedTiles(const NestOp &op);

/// Each loop as lanes of 4 to 64, alone or with one other parallel loop of 2, 4 or 8. Whether they are legal is not
/// asked.
std::vector<RegisterTile> fixedRegisterTiles(const NestOp &op);

}  // namespace mlir_rl
