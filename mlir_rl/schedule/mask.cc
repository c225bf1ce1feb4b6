#include "mlir_rl/schedule/mask.h"

#include "mlir_rl/schedule/kinds.h"

namespace mlir_rl {

std::pair<ActionKind, int> ActionMask::pick(Random &random) const {
  int nth = int(random() % uint64_t(bits_.count()));
  for (size_t bit = bits_._Find_first(); bit < bits_.size(); bit = bits_._Find_next(bit))
    if (nth-- == 0) return {ActionKind(bit / kMaxOps), int(bit % kMaxOps)};
  return {ActionKind::stop, 0};
}

ActionMask legalKinds(const LoopNest &nest) {
  ActionMask mask;
  for (const Kind *kind : allKinds()) {
    int ops = kind->hasOp ? nest.ops.size() : 1;
    for (int op = 0; op < ops; ++op)
      if (kind->possible(nest, op)) mask.set(kind->kind, op);
  }
  return mask;
}

}  // namespace mlir_rl
