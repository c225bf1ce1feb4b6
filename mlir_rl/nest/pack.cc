#include "mlir_rl/nest/access.h"
#include "mlir_rl/nest/moves.h"

namespace mlir_rl {

Refusal refusePack(const LoopNest &nest, int op, int operand) {
  if (nest.stopped) return "the schedule has stopped";
  if (op < 0 || op >= nest.ops.size()) return "there is no such op";
  const NestOp &target = nest.ops[op];
  const OpSummary &summary = nest.summaryOf(target);
  if (target.lanes < 0) return "the op is not vectorised: panels follow its register tile";
  if (operand < 0 || operand >= int(summary.accesses.size()) || operand >= 8 || summary.accesses[operand].isOutput)
    return "there is no such input";
  if (target.packed >> operand & 1) return "the operand is packed already";
  if (target.loops[target.lanes].kind == IteratorKind::reduction) return "the lanes are a reduction";
  const Access &access = summary.accesses[operand];
  if (!isLoopByLoop(target, access)) return "the operand is not accessed loop by loop";
  for (int d = 0; d < target.loops.size(); ++d)
    if (target.loops[d].kind == IteratorKind::parallel && target.registerTile[d] > 1 && !isInvariant(target, access, d))
      return nullptr;
  return "the register tile does not tile the operand";
}

void pack(LoopNest &nest, int op, int operand) { nest.ops[op].packed |= uint8_t(1u << operand); }

}  // namespace mlir_rl
