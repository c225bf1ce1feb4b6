#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/candidates.h"
#include "mlir_rl/schedule/kinds/all.h"

namespace mlir_rl {

static Refusal refuse(const LoopNest &nest, const Action &a) { return refuseUnroll(nest, a.op, a.sizes); }
static void effect(LoopNest &nest, const Action &a) { unroll(nest, a.op, a.sizes); }

static void print(ScriptWriter &w, const LoopNest &before, const Action &a) {
  LoopNest after = before;
  unroll(after, a.op, a.sizes);
  const auto &tile = after.ops[a.op].registerTile;
  w.annotate(w.op(a.op), "mlir_rl.vectorize",
             "array<i64: " + commaSeparated(std::span<const int64_t>(tile.begin(), tile.size())) + ">");
}

static bool possible(const LoopNest &nest, int op) {
  return !nest.stopped && op < nest.ops.size() && nest.ops[op].lanes >= 0;
}

static bool propose(const LoopNest &nest, const Machine &, Random &random, Action &a) {
  if (a.op >= nest.ops.size() || nest.ops[a.op].lanes < 0) return false;
  const NestOp &op = nest.ops[a.op];
  a.sizes.assign(op.loops.size(), 0);
  for (int d = 0; d < op.loops.size(); ++d) {
    if (op.loops[d].kind != IteratorKind::reduction || d == op.lanes || random() % 2) continue;
    int64_t extent = op.loops[d].extent;
    a.sizes[d] = extent <= 7 ? extent : int64_t(2) << (random() % 3);
  }
  return refuse(nest, a) == nullptr;
}

static constexpr Example kRefused[] = {
    {"matmul", "unroll %0 [0, 0, 4]"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 1; unroll %0 [4]"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 1; unroll %0 [0, 0, 1]"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 1; unroll %0 [2, 0, 0]"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 1; unroll %0 [0, 0, 4]; unroll %0 [0, 0, 2]"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 1; unroll %0 [0, 0, 512]"},
};

const Kind kUnroll = {.kind = ActionKind::unroll,
                      .name = "unroll",
                      .help = "Unrolls reduction loops inside of the register tile.",
                      .sizes = "factor of each loop, 0 or 1 for none",
                      .example = {"matmul", "vectorize %0 [8, 32, 1] lanes 1; unroll %0 [0, 0, 4]"},
                      .refused = kRefused,
                      .possible = possible,
                      .refuse = refuse,
                      .effect = effect,
                      .print = print,
                      .propose = propose};

}  // namespace mlir_rl
