#pragma once

/// \file
/// The rule that picks the register tile of an op, from its accesses and the machine.

#include <optional>
#include <vector>

#include "mlir_rl/flow/loop_nest.h"
#include "mlir_rl/flow/machine.h"

namespace mlir_rl {

struct RegisterTile {
  InlineVector<int64_t, kMaxLoops> sizes;  ///< of each loop, reductions other than the lanes 1
  int lanes = -1;
  uint8_t packed = 0;  ///< bit i: input i is copied into panels first
  double cycles = 0;   ///< estimated for the whole op
};

/// Estimated cycles of the op with this tile: vector arithmetic and loads in the innermost point, the latency of the
/// accumulators' chain, the cost of entering a tile, remainders, packing. Infinite when the accumulators do not fit the
/// registers. `tile.cycles` is not read. Only for ranking tiles of one op.
double estimateCycles(const LoopNest &nest, int op, const Machine &machine, const RegisterTile &tile);

/// The cheapest tile that may be vectorised, with inputs packed where that pays; nothing when the op has no vector
/// form.
std::optional<RegisterTile> bestRegisterTile(const LoopNest &nest, int op, const Machine &machine);

/// The cheapest `perLanes` tiles for each loop as lanes, cheapest first.
std::vector<RegisterTile> registerTiles(const LoopNest &nest, int op, const Machine &machine, int perLanes);

/// Unroll factors for the reduction loops of a vectorised op (0: none): small windows whole, else the innermost by
/// four, while the body stays short.
InlineVector<int64_t, kMaxLoops> unrollFactors(const LoopNest &nest, int op, const Machine &machine);

}  // namespace mlir_rl
