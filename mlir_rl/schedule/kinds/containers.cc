#include "mlir_rl/schedule/kinds/containers.h"

#include <algorithm>

#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/candidates.h"

namespace mlir_rl {

static bool tiles(const Action &action) {
  return std::any_of(action.sizes.begin(), action.sizes.end(), [](int64_t size) { return size != 0; });
}

Refusal refuseContainer(const LoopNest &nest, const Action &action, bool parallel) {
  if (!tiles(action) && (parallel || action.list.empty())) return "no loop is tiled and no producer joins";
  if (tiles(action))
    if (Refusal why = refuseForall(nest, action.op, action.sizes, parallel)) return why;
  if (action.list.empty()) return nullptr;
  LoopNest after = nest;
  if (tiles(action)) forall(after, action.op, action.sizes, parallel);
  for (int64_t producer : action.list) {
    if (Refusal why = refuseFuse(after, action.op, int(producer))) return why;
    fuse(after, action.op, int(producer));
  }
  return nullptr;
}

void makeContainer(LoopNest &nest, const Action &action, bool parallel) {
  if (tiles(action)) forall(nest, action.op, action.sizes, parallel);
  for (int64_t producer : action.list) fuse(nest, action.op, int(producer));
}

void printContainer(ScriptWriter &w, const LoopNest &, const Action &action, bool parallel) {
  if (tiles(action)) {
    std::string tiled = w.fresh("op"), around = w.fresh("forall");
    w.line(tiled + ", " + around + " = transform.structured.tile_using_forall " + w.op(action.op) + " tile_sizes " +
           bracketed(action.sizes) + " : (!transform.any_op) -> (!transform.any_op, !transform.any_op)");
    w.setOp(action.op, tiled);
    w.setContainer(action.op, around);
    if (parallel) w.annotate(around, "mlir_rl.parallel");
  }
  for (int64_t producer : action.list) {
    std::string fused = w.fresh("op"), around = w.fresh("forall");
    w.line(fused + ", " + around + " = transform.structured.fuse_into_containing_op " + w.op(int(producer)) + " into " +
           w.container(action.op) +
           " : (!transform.any_op, !transform.any_op) -> (!transform.any_op, !transform.any_op)");
    w.setOp(int(producer), fused);
    w.setContainer(action.op, around);
  }
}

/// Producers that may join, nearest first, each with some chance.
static void proposeProducers(const LoopNest &nest, Random &random, Action &action, bool parallel) {
  LoopNest after = nest;
  if (tiles(action)) forall(after, action.op, action.sizes, parallel);
  if (random() % 4 == 0) return;
  for (bool joined = true; joined;) {
    joined = false;
    for (int i = 0; i < after.ops.size(); ++i) {
      if (i == action.op || refuseFuse(after, action.op, i) || random() % 8 == 0) continue;
      fuse(after, action.op, i);
      action.list.push_back(i);
      joined = true;
    }
  }
}

bool proposeContainer(const LoopNest &nest, Random &random, Action &action, bool parallel) {
  if (action.op >= nest.ops.size()) return false;
  const NestOp &op = nest.ops[action.op];
  action.sizes.assign(op.loops.size(), 0);
  for (int d = 0; d < op.loops.size(); ++d) {
    Candidates sizes = divisorsBelow(op.loops[d].extent);
    if (op.loops[d].kind == IteratorKind::parallel && !sizes.empty() && random() % 2 == 0)
      action.sizes[d] = pick(sizes, random);
  }
  if (!tiles(action) || refuseForall(nest, action.op, action.sizes, parallel)) return false;
  proposeProducers(nest, random, action, parallel);
  return refuseContainer(nest, action, parallel) == nullptr;
}

}  // namespace mlir_rl
