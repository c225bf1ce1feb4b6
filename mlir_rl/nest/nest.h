#pragma once

/// \file
/// OpSummary -> LoopNest, and the questions every move on a nest asks.

#include <string>

#include "mlir_rl/flow/loop_nest.h"
#include "mlir_rl/nest/refusal.h"

namespace mlir_rl {

/// The nest of an untouched task. Ops beyond kMaxLoops loops keep none and refuse every action.
LoopNest makeNest(std::shared_ptr<const TaskSummary> task);

/// One op of it.
NestOp makeNestOp(const TaskSummary &task, int index);

/// Null when `op` exists and may still be restructured (not stopped, not vectorised, has loops).
Refusal refuseChange(const LoopNest &nest, int op);

/// One line an op: "%1 linalg.matmul [8 32 512r] in 2x64 lanes 1 tile 8x32x4".
std::string printNest(const LoopNest &nest);

}  // namespace mlir_rl
