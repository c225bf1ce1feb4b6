#include "mlir_rl/nest/access.h"
#include "mlir_rl/nest/moves.h"
#include "mlir_rl/nest/nest.h"

namespace mlir_rl {

/// Whether the body is nothing but the step of a reduction whose neutral element padding can hold: acc + a * b with
/// every input moving along the loop, or one input combined with acc.
static bool toleratesPadding(const NestOp &op, const OpSummary &summary, int loop) {
  const ArithCounts &n = summary.counts;
  int inputs = 0;
  for (const Access &access : summary.accesses) {
    if (access.isOutput) continue;
    ++inputs;
    if (isInvariant(op, access, loop)) return false;
  }
  if (summary.ignoresNan || n.div || n.exp || n.otherMath || n.integer) return false;
  if (summary.combiner == Combiner::add) return n.compare == 0 && n.add == 1 && n.mul == inputs - 1 && inputs <= 2;
  bool extreme = summary.combiner == Combiner::max || summary.combiner == Combiner::min;
  return extreme && inputs == 1 && n.compare == 1 && n.add == 0 && n.mul == 0;
}

/// Whether the loop alone moves along each dimension it moves along: padding it pads operands at their end.
static bool movesAlone(const NestOp &op, const OpSummary &summary, int loop) {
  for (const Access &access : summary.accesses) {
    if (slides(op, access, loop)) return false;
    for (int dim = 0; dim < int(access.dims.size()); ++dim) {
      int64_t c = coefficientOf(op, access, dim, loop);
      if (c != 0 && (c != 1 || access.dims[dim].constant != 0)) return false;
    }
  }
  return true;
}

static Refusal refuseOp(const OpSummary &summary) {
  if (summary.opClass == OpClass::fill || summary.opClass == OpClass::pad) return "fills and pads are not padded";
  if (!summary.vectorizable) return "the body has no vector form";
  if (summary.combiner == Combiner::none) return "only an op that reduces is padded: others have masks";
  for (const Access &access : summary.accesses) {
    if (access.dims.size() != access.shape.size()) return "an access is not affine";
    if (access.type != ElementType::f32 && access.type != ElementType::f64) return "only f32 and f64 are padded";
  }
  // Padding divided by padding traps.
  return summary.counts.integer > 0 ? "only f32 and f64 are padded" : nullptr;
}

Refusal refusePad(const LoopNest &nest, int op, Sizes multiples) {
  if (Refusal why = refuseChange(nest, op)) return why;
  const NestOp &target = nest.ops[op];
  const OpSummary &summary = nest.summaryOf(target);
  if (Refusal why = refuseOp(summary)) return why;
  if (target.padded) return "the op is padded already";
  if (int(multiples.size()) != target.loops.size()) return "there must be one size for each loop";
  bool grows = false;
  for (int d = 0; d < target.loops.size(); ++d) {
    const NestLoop &loop = target.loops[d];
    if (multiples[d] == 0) continue;
    if (multiples[d] < 0 || multiples[d] > 2 * loop.extent) return "a multiple must lie between 1 and twice the extent";
    if (loop.extent % multiples[d] == 0) continue;
    // The padded result is another tensor, and upstream has no copy back into the loop's.
    if (target.carried && loop.kind == IteratorKind::parallel)
      return "a loop around the op only reduces: pad its result before that loop is tiled";
    if (!movesAlone(target, summary, d)) return "the loop moves along a dimension together with another";
    if (loop.kind == IteratorKind::reduction && !toleratesPadding(target, summary, d))
      return "padding would change what the loop reduces to";
    grows = true;
  }
  return grows ? nullptr : "every extent is such a multiple already";
}

void pad(LoopNest &nest, int op, Sizes multiples) {
  NestOp &target = nest.ops[op];
  for (int d = 0; d < target.loops.size(); ++d) {
    int64_t &extent = target.loops[d].extent, multiple = multiples[d];
    if (multiple > 0) extent = (extent + multiple - 1) / multiple * multiple;
  }
  target.padded = true;
}

}  // namespace mlir_rl
