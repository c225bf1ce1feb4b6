#include "mlir_rl/nest/moves.h"
#include "mlir_rl/nest/nest.h"

namespace mlir_rl {

/// Whether the op is several ops of the IR: upstream gives each reader in a container a producer of its own, and each
/// of its copies to a reader that has some. Only the end of the script makes them one again.
static bool hasCopies(const LoopNest &nest, const NestOp &op) {
  if (op.inside < 0) return false;
  int reads = 0, reader = -1;
  for (int i = 0; i < nest.ops.size(); ++i) {
    if (nest.ops[i].summary != i) continue;  // the second part of a split, which came after the producer had joined
    for (const Access &access : nest.summaryOf(nest.ops[i]).accesses) {
      if (access.source != SourceKind::op || access.producer != op.summary) continue;
      ++reads;
      reader = i;
    }
  }
  return reads > 1 || (reader >= 0 && hasCopies(nest, nest.ops[reader]));
}

Refusal refuseSplit(const LoopNest &nest, int op, int loop, int64_t at) {
  if (Refusal why = refuseChange(nest, op)) return why;
  const NestOp &target = nest.ops[op];
  OpClass opClass = nest.summaryOf(target).opClass;
  if (opClass == OpClass::fill || opClass == OpClass::pad) return "fills and pads are not split";
  if (hasCopies(nest, target)) return "the op joined a container for several readers";
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
