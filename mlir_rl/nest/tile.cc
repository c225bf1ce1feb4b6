#include "mlir_rl/nest/moves.h"
#include "mlir_rl/nest/nest.h"

namespace mlir_rl {

bool canBeTiled(const LoopNest &nest, int op) {
  if (refuseChange(nest, op)) return false;
  OpClass opClass = nest.summaryOf(nest.ops[op]).opClass;
  if (opClass == OpClass::fill || opClass == OpClass::pad) return false;
  for (const NestLoop &loop : nest.ops[op].loops)
    if (loop.extent > 1) return true;
  return false;
}

/// What tiling by `for` and by `forall` have in common.
static Refusal refuseSizes(const LoopNest &nest, int op, Sizes sizes) {
  if (Refusal why = refuseChange(nest, op)) return why;
  const NestOp &target = nest.ops[op];
  OpClass opClass = nest.summaryOf(target).opClass;
  if (opClass == OpClass::fill || opClass == OpClass::pad) return "fills and pads are not tiled, they join a container";
  if (int(sizes.size()) != target.loops.size()) return "there must be one size for each loop";
  int tiled = 0;
  for (int d = 0; d < target.loops.size(); ++d) {
    if (sizes[d] == 0) continue;
    if (sizes[d] < 0 || sizes[d] >= target.loops[d].extent) return "a size must be positive and below the extent";
    if (target.loops[d].extent % sizes[d] != 0) return "a size must divide the extent: split the loop first";
    ++tiled;
  }
  if (tiled == 0) return "no loop is tiled";
  if (target.outer.size() + tiled > kMaxOuter) return "there are too many loops around the op";
  return nullptr;
}

static void addLoops(LoopNest &nest, int op, Sizes sizes, bool parallel) {
  NestOp &target = nest.ops[op];
  target.carried = true;
  for (int d = 0; d < target.loops.size(); ++d) {
    if (sizes[d] == 0) continue;
    target.carried &= target.loops[d].kind == IteratorKind::reduction;
    target.outer.push_back({target.loops[d].extent / sizes[d], nest.bands, parallel});
    target.loops[d].extent = sizes[d];
  }
  ++nest.bands;
}

Refusal refuseTile(const LoopNest &nest, int op, Sizes sizes) { return refuseSizes(nest, op, sizes); }

void tile(LoopNest &nest, int op, Sizes sizes) { addLoops(nest, op, sizes, false); }

Refusal refuseForall(const LoopNest &nest, int op, Sizes sizes, bool parallel) {
  if (Refusal why = refuseSizes(nest, op, sizes)) return why;
  const NestOp &target = nest.ops[op];
  for (int d = 0; d < target.loops.size(); ++d)
    if (sizes[d] != 0 && target.loops[d].kind == IteratorKind::reduction)
      return "a reduction loop cannot run in any order";
  if (parallel && !target.outer.empty()) return "only the outermost loops are shared between threads";
  return nullptr;
}

void forall(LoopNest &nest, int op, Sizes sizes, bool parallel) {
  addLoops(nest, op, sizes, parallel);
  nest.ops[op].container = nest.ops[op].outer.size();
}

}  // namespace mlir_rl
