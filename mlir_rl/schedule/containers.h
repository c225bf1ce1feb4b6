#pragma once

/// \file
/// The containers worth considering around an op: foralls whose tiles its producers join.

#include <vector>

#include "mlir_rl/flow/action.h"
#include "mlir_rl/flow/loop_nest.h"

namespace mlir_rl {

/// Tile sizes, one for each loop: the outer loops one iteration at a time up to some loop, which gets each of its
/// divisors; and that loop alone.
std::vector<std::vector<int64_t>> containerSizes(const NestOp &op);

/// The action that makes a container of these tiles with all producers that can join, nearest first; pads only when
/// asked for. It may be refused.
Action containerAround(const LoopNest &nest, int root, const std::vector<int64_t> &sizes, bool parallel, bool pads);

}  // namespace mlir_rl
