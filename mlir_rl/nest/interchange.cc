#include "mlir_rl/nest/moves.h"
#include "mlir_rl/nest/nest.h"

namespace mlir_rl {

Refusal refuseInterchange(const LoopNest &nest, int op, Sizes permutation) {
  if (Refusal why = refuseChange(nest, op)) return why;
  const NestOp &target = nest.ops[op];
  if (nest.summaryOf(target).name != "linalg.generic") return "only a linalg.generic has an order of loops";
  if (int(permutation.size()) != target.loops.size()) return "the permutation must name every loop";
  uint32_t seen = 0;
  bool identity = true;
  for (int i = 0; i < target.loops.size(); ++i) {
    if (permutation[i] < 0 || permutation[i] >= target.loops.size())
      return "the permutation names a loop that is not there";
    seen |= 1u << permutation[i];
    identity &= permutation[i] == i;
  }
  if (seen != (1u << target.loops.size()) - 1) return "the permutation names a loop twice";
  return identity ? "the permutation changes nothing" : nullptr;
}

void interchange(LoopNest &nest, int op, Sizes permutation) {
  auto before = nest.ops[op].loops;
  for (int i = 0; i < before.size(); ++i) nest.ops[op].loops[i] = before[permutation[i]];
}

}  // namespace mlir_rl
