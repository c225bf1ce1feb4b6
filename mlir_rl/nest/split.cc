#include "mlir_rl/nest/moves.h"
#include "mlir_rl/nest/nest.h"

namespace mlir_rl {

/// Upstream gives each reader in a container a producer of its own; only the end of the script makes them one again.
static bool hasCopies(const LoopNest &nest, const NestOp &op) {
  int reads = 0;
  for (const NestOp &reader : nest.ops)
    for (const Access &access : nest.summaryOf(reader).accesses)
      reads += access.source == SourceKind::op && access.producer == op.summary;
  return op.inside >= 0 && reads > 1;
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
