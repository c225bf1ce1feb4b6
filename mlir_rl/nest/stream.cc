#include <algorithm>

#include "mlir_rl/nest/access.h"
#include "mlir_rl/nest/moves.h"

namespace mlir_rl {

Refusal refuseStream(const LoopNest &nest, int op) {
  if (nest.stopped) return "the schedule has stopped";
  if (op < 0 || op >= nest.ops.size()) return "there is no such op";
  const NestOp &target = nest.ops[op];
  if (target.lanes < 0) return "the op is not vectorised";
  if (target.streamed) return "the results are streamed already";
  bool inVectors = std::ranges::any_of(nest.summaryOf(target).accesses, [&](const Access &access) {
    int along = contiguousLoop(target, access);
    return access.isOutput && along >= 0 && (along == target.lanes || target.registerTile[along] > 1);
  });
  return inVectors ? nullptr : "the results are not written in vectors";
}

void stream(LoopNest &nest, int op) { nest.ops[op].streamed = true; }

}  // namespace mlir_rl
