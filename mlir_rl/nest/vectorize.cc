#include "mlir_rl/nest/access.h"
#include "mlir_rl/nest/moves.h"
#include "mlir_rl/nest/nest.h"

namespace mlir_rl {

/// Above this many body copies the code no longer fits the instruction cache and takes too long to compile.
constexpr int64_t kMaxPoints = 2048;

static Refusal refuseOp(const LoopNest &nest, const NestOp &op) {
  const OpSummary &summary = nest.summaryOf(op);
  if (summary.opClass == OpClass::fill || summary.opClass == OpClass::pad)
    return "fills and pads are vectorised by rule";
  if (!summary.vectorizable) return "the body has no vector form";
  for (const Access &access : summary.accesses) {
    if (access.dims.size() != access.shape.size()) return "an access is not affine";
    if (access.type == ElementType::i1) return "vectors of i1 in memory are packed bits";
  }
  return nullptr;
}

Refusal refuseLanes(const LoopNest &nest, int op) {
  if (Refusal why = refuseChange(nest, op)) return why;
  return refuseOp(nest, nest.ops[op]);
}

static Refusal refusePoints(const NestOp &op, Sizes tile, int lanes) {
  int64_t points = 1;
  for (int d = 0; d < op.loops.size(); ++d) {
    if (tile[d] < 1 || tile[d] > op.loops[d].extent) return "a tile must lie between 1 and the extent";
    points *= d == lanes ? (tile[d] + 7) / 8 : tile[d];
  }
  return points > kMaxPoints ? "the tile is too large to be unrolled" : nullptr;
}

Refusal refuseVectorize(const LoopNest &nest, int op, Sizes tile, int lanes) {
  if (Refusal why = refuseLanes(nest, op)) return why;
  const NestOp &target = nest.ops[op];
  if (int(tile.size()) != target.loops.size()) return "there must be one size for each loop";
  if (lanes < 0 || lanes >= target.loops.size()) return "there is no such loop for the lanes";
  const OpSummary &summary = nest.summaryOf(target);
  bool reduces = target.loops[lanes].kind == IteratorKind::reduction;
  if (reduces && (summary.combiner == Combiner::none || summary.combiner == Combiner::unknown))
    return "the lanes are a reduction that is not one associative op";
  return refusePoints(target, tile, lanes);
}

void vectorize(LoopNest &nest, int op, Sizes tile, int lanes) {
  nest.ops[op].registerTile = InlineVector<int64_t, kMaxLoops>(tile);
  nest.ops[op].lanes = lanes;
}

Refusal refuseUnroll(const LoopNest &nest, int op, Sizes factors) {
  if (nest.stopped) return "the schedule has stopped";
  if (op < 0 || op >= nest.ops.size()) return "there is no such op";
  const NestOp &target = nest.ops[op];
  if (target.lanes < 0) return "the op is not vectorised";
  if (int(factors.size()) != target.loops.size()) return "there must be one factor for each loop";
  InlineVector<int64_t, kMaxLoops> tile = target.registerTile;
  bool changes = false;
  for (int d = 0; d < target.loops.size(); ++d) {
    if (factors[d] == 0 || factors[d] == 1) continue;
    if (target.loops[d].kind != IteratorKind::reduction || d == target.lanes)
      return "only reduction loops inside of the register tile are unrolled";
    if (tile[d] != 1) return "the loop is unrolled already";
    tile[d] = factors[d];
    changes = true;
  }
  if (!changes) return "no loop is unrolled";
  return refusePoints(target, Sizes(tile.begin(), tile.size()), target.lanes);
}

void unroll(LoopNest &nest, int op, Sizes factors) {
  for (int d = 0; d < int(factors.size()); ++d)
    if (factors[d] > 1) nest.ops[op].registerTile[d] = factors[d];
}

}  // namespace mlir_rl
