#pragma once

/// \file
/// What is worth writing past the caches.

#include "mlir_rl/flow/loop_nest.h"
#include "mlir_rl/flow/machine.h"

namespace mlir_rl {

/// Whether results may go to memory for nothing's loss: the task leaves the program and touches more than the last
/// cache keeps, or the results alone are more than it holds. A store past the caches does not fetch the line it fills.
bool mayStream(const LoopNest &nest, int op, const Machine &machine);

/// Whether the rules do it: such an op, whose time is that of moving what it touches once.
bool isWorthStreaming(const LoopNest &nest, int op, const Machine &machine);

}  // namespace mlir_rl
