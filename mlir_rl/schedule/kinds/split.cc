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

const Kind kSplit = {.kind = ActionKind::split,
                     .name = "split",
                     .help = "Cuts a parallel loop after `sizes[0]` iterations; the second part becomes a new op.",
                     .sizes = "iterations of the first part",
                     .dim = "loop",
                     .possible = possible,
                     .refuse = refuse,
                     .effect = effect,
                     .print = print,
                     .propose = propose};

}  // namespace mlir_rl
