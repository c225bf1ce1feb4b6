#pragma once

/// \file
/// What tile_parallel and fuse share: a forall around a consumer, and producers that join it.

#include "mlir_rl/schedule/kind.h"

namespace mlir_rl {

Refusal refuseContainer(const LoopNest &nest, const Action &action, bool parallel);
void makeContainer(LoopNest &nest, const Action &action, bool parallel);
void printContainer(ScriptWriter &writer, const LoopNest &before, const Action &action, bool parallel);
bool proposeContainer(const LoopNest &nest, Random &random, Action &action, bool parallel);

}  // namespace mlir_rl
