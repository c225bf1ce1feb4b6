#include "mlir_rl/nest/moves.h"
#include "mlir_rl/nest/nest.h"

namespace mlir_rl {

Refusal refuseSplit(const LoopNest &nest, int op, int loop, int64_t at) {
  if (Refusal why = refuseChange(nest, op)) return why;
  const NestOp &target = nest.ops[op];
  OpClass opClass = nest.summaryOf(target).opClass;
  if (opClass == OpClass::fill || opClass == OpClass::pad) return "fills and pads are not split";
  if (loop < 0 || loop >= target.loops.size()) return "there is no such loop";
  if (target.loops[loop].kind != IteratorKind::parallel) return "a reduction loop is not split";
  if (at <= 0 || at >= target.loops[loop].extent) return "the cut must lie inside of the loop";
  if (nest.ops.size() >= kMaxOps) return "there are too many ops";
  return nullptr;
}

void split(LoopNest &nest, int op, int loop, int64_t at) {
  NestOp second = nest.ops[op];
  second.loops[loop].extent -= at;
  nest.ops[op].loops[loop].extent = at;
  second.isPart = nest.ops[op].isPart = true;
  nest.ops.push_back(second);
}

}  // namespace mlir_rl
