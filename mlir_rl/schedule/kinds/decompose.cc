#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/kinds/all.h"

namespace mlir_rl {

static Refusal refuse(const LoopNest &nest, const Action &a) {
  if (a.sizes.size() != 1) return "decompose takes one size";
  return refuseDecompose(nest, a.op, a.sizes[0]);
}
static void effect(LoopNest &nest, const Action &a) { decompose(nest, a.op, a.sizes[0]); }

static void print(ScriptWriter &w, const LoopNest &before, const Action &a) {
  std::string init = w.fresh("init"), fill = w.fresh("op"), parts = w.fresh("op"), combined = w.fresh("op");
  int id = before.ops.size();
  w.line(init + ", " + fill + ", " + parts + ", " + combined + " = transform.structured.split_reduction " + w.op(a.op) +
         " {split_factor = " + std::to_string(a.sizes[0]) +
         ", insert_split_dimension = 0} : (!transform.any_op) -> (!transform.any_op, !transform.any_op, "
         "!transform.any_op, !transform.any_op)");
  w.annotate(combined, "mlir_rl.op", std::to_string(a.op) + " : i64");
  w.annotate(parts, "mlir_rl.op", std::to_string(id) + " : i64");
  w.annotate(fill, "mlir_rl.op", std::to_string(id + 1) + " : i64");
  w.setOp(a.op, combined);
  w.setOp(id, parts);
  w.setOp(id + 1, fill);
}

static bool possible(const LoopNest &nest, int op) { return !refuseDecompose(nest, op); }

/// As many parts as some threads, or four times as many.
static bool propose(const LoopNest &nest, const Machine &, Random &random, Action &a) {
  a.sizes = {int64_t(2) << (random() % 6)};
  return refuse(nest, a) == nullptr;
}

static constexpr Example kRefused[] = {
    {"matmul", "decompose %0 [2, 2]"},
    {"conv", "decompose %1 [2]"},
    {"arg_max", "decompose %0 [2]"},
    {"matmul", "tile %0 [8, 0, 0]; decompose %0 [2]"},
    {"softmax", "split %0 [8] loop 0; decompose %1 [2]"},
    {"dilated", "decompose %0 [2]"},
    {"matmul", "decompose %0 [3]"},
    {"ten", "decompose %0 [2]"},
    {"sum",
     "decompose %0 [512]; decompose %0 [256]; decompose %0 [128]; decompose %0 [64]; decompose %0 [32]; decompose %0 "
     "[16]; decompose %0 [8]; decompose %0 [4]; decompose %0 [2]; decompose %2 [2]"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 1; decompose %0 [2]"},
    {"deep", "decompose %0 [2]"},
};

const Kind kDecompose = {.kind = ActionKind::decompose,
                         .name = "decompose",
                         .help =
                             "Reduces parts of a reduction loop by themselves: a new op with a parallel loop over the "
                             "parts, which threads can share, and its fill. The op then combines the parts' results.",
                         .sizes = "number of parts",
                         .example = {"sum", "decompose %0 [16]"},
                         .refused = kRefused,
                         .possible = possible,
                         .refuse = refuse,
                         .effect = effect,
                         .print = print,
                         .propose = propose};

}  // namespace mlir_rl
