#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/candidates.h"
#include "mlir_rl/schedule/kinds/all.h"

namespace mlir_rl {

static Refusal refuse(const LoopNest &nest, const Action &a) {
  if (a.sizes.size() != 1) return "split takes one size";
  return refuseSplit(nest, a.op, a.dim, a.sizes[0]);
}
static void effect(LoopNest &nest, const Action &a) { split(nest, a.op, a.dim, a.sizes[0]); }

static void print(ScriptWriter &w, const LoopNest &before, const Action &a) {
  std::string parts = w.fresh("parts"), first = w.fresh("op"), second = w.fresh("op");
  int id = before.ops.size();
  w.line(parts + " = transform.structured.split " + w.op(a.op) + " after " + std::to_string(a.sizes[0]) +
         " {dimension = " + std::to_string(a.dim) + "} : !transform.any_op");
  w.line(first + ", " + second + " = transform.split_handle " + parts +
         " : (!transform.any_op) -> (!transform.any_op, !transform.any_op)");
  w.annotate(second, "mlir_rl.op", std::to_string(id) + " : i64");
  w.setOp(a.op, first);
  w.setOp(id, second);
}

static bool possible(const LoopNest &nest, int op) { return canBeTiled(nest, op); }

/// Cuts where the first part divides by a power of two: what a loop of awkward extent needs.
static bool propose(const LoopNest &nest, const Machine &, Random &random, Action &a) {
  if (a.op >= nest.ops.size() || nest.ops[a.op].loops.empty()) return false;
  const NestOp &op = nest.ops[a.op];
  a.dim = int(random() % uint64_t(op.loops.size()));
  int64_t unit = int64_t(4) << (random() % 5);
  a.sizes = {op.loops[a.dim].extent / unit * unit};
  return refuse(nest, a) == nullptr;
}

static constexpr Example kRefused[] = {
    {"matmul", "split %0 [8, 8] loop 0"},
    {"matmul", "split %1 [8] loop 0"},
    {"matmul", "split %0 [8] loop 3"},
    {"matmul", "split %0 [8] loop 2"},
    {"matmul", "split %0 [512] loop 0"},
    {"matmul",
     "split %0 [511] loop 0; split %0 [510] loop 0; split %0 [509] loop 0; split %0 [508] loop 0; split %0 [507] loop "
     "0; split %0 [506] loop 0; split %0 [505] loop 0; split %0 [504] loop 0; split %0 [503] loop 0; split %0 [502] "
     "loop 0; split %0 [501] loop 0; split %0 [500] loop 0; split %0 [499] loop 0; split %0 [498] loop 0; split %0 "
     "[497] loop 0; split %0 [496] loop 0; split %0 [495] loop 0; split %0 [494] loop 0; split %0 [493] loop 0"},
    {"softmax", "fuse %0 [1, 0] producers [1, 3]; split %3 [64] loop 1"},
    {"deep", "split %0 [1] loop 0"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 1; split %0 [8] loop 0"},
};

const Kind kSplit = {
    .kind = ActionKind::split,
    .name = "split",
    .help = "Cuts a parallel loop in two; the second part becomes a new op, with the next free number.",
    .sizes = "iterations of the first part",
    .dim = "loop",
    .example = {"odd", "split %0 [120] loop 0"},
    .refused = kRefused,
    .possible = possible,
    .refuse = refuse,
    .effect = effect,
    .print = print,
    .propose = propose};

}  // namespace mlir_rl
