#include "mlir_rl/schedule/containers.h"

#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/candidates.h"

namespace mlir_rl {

/// All producers that can join a container of `consumer`, nearest first; pads only when asked for.
static std::vector<int64_t> joining(LoopNest nest, const Action &container, bool parallel, bool pads) {
  std::vector<int64_t> producers;
  if (refuseForall(nest, container.op, container.sizes, parallel)) return producers;
  forall(nest, container.op, container.sizes, parallel);
  for (bool joined = true; joined;) {
    joined = false;
    for (int i = 0; i < nest.ops.size(); ++i) {
      if (refuseFuse(nest, container.op, i)) continue;
      if (nest.summaryOf(nest.ops[i]).opClass == OpClass::pad && !pads) continue;
      fuse(nest, container.op, i);
      producers.push_back(i);
      joined = true;
    }
  }
  return producers;
}

std::vector<std::vector<int64_t>> containerSizes(const NestOp &op) {
  std::vector<std::vector<int64_t>> all;
  std::vector<int64_t> sizes(op.loops.size(), 0);
  for (int d = 0; d < op.loops.size(); ++d) {
    if (op.loops[d].kind == IteratorKind::reduction || op.loops[d].extent == 1) continue;
    Candidates divisors = divisorsBelow(op.loops[d].extent);
    for (int64_t size : divisors) {
      sizes[d] = size;
      all.push_back(sizes);
    }
    // The same tile of an inner loop alone: column blocks.
    if (d > 0)
      for (int64_t size : divisors) {
        std::vector<int64_t> alone(op.loops.size(), 0);
        alone[d] = size;
        all.push_back(alone);
      }
    sizes[d] = 1;
  }
  return all;
}

Action containerAround(const LoopNest &nest, int root, const std::vector<int64_t> &sizes, bool parallel, bool pads) {
  Action container{.kind = parallel ? ActionKind::tileParallel : ActionKind::fuse, .op = root, .sizes = sizes};
  container.list = joining(nest, container, parallel, pads);
  return container;
}

}  // namespace mlir_rl
