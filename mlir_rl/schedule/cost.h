#pragma once

/// \file
/// A rough cost of a nest, for choosing between default schedules and what to measure first. Never shown as a time.

#include <functional>

#include "mlir_rl/flow/loop_nest.h"
#include "mlir_rl/flow/machine.h"
#include "mlir_rl/schedule/register_tile.h"

namespace mlir_rl {

/// Bytes the op moves from beyond a cache of `cacheBytes` in one run of its loops with this register tile, outer loops
/// not counted. Walks the parallel loops from the inside: an operand is loaded again by a loop it depends on, and by
/// one it does not depend on when what runs inside no longer fits.
double trafficBeyond(const LoopNest &nest, int op, const RegisterTile &tile, int64_t cacheBytes);

/// Estimated cycles of all ops, with the best register tile for each; what has no vector form counts as scalar code.
double estimateNest(const LoopNest &nest, const Machine &machine, int threads);

/// The same with register tiles from somewhere else, such as a memory of earlier choices.
using TileChooser = std::function<std::optional<RegisterTile>(const LoopNest &, int op, const Machine &)>;
double estimateNest(const LoopNest &nest, const Machine &machine, int threads, const TileChooser &tileOf);

/// The same with the register tiles that the ops have: of a finished schedule. Infinite when accumulators spill.
double estimateSchedule(const LoopNest &nest, const Machine &machine, int threads);

}  // namespace mlir_rl
