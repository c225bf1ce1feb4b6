#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/kinds/all.h"

namespace mlir_rl {

static Refusal refuse(const LoopNest &nest, const Action &a) { return refusePack(nest, a.op, a.dim); }
static void effect(LoopNest &nest, const Action &a) { pack(nest, a.op, a.dim); }

static void print(ScriptWriter &w, const LoopNest &before, const Action &a) {
  std::vector<int64_t> operands;
  for (int i = 0; i < 8; ++i)
    if ((before.ops[a.op].packed >> i & 1) || i == a.dim) operands.push_back(i);
  w.annotate(w.op(a.op), "mlir_rl.pack", "array<i64: " + commaSeparated(operands) + ">");
}

static bool possible(const LoopNest &nest, int op) {
  if (op >= nest.ops.size() || nest.ops[op].lanes < 0) return false;
  for (int operand = 0; operand < int(nest.summaryOf(nest.ops[op]).accesses.size()); ++operand)
    if (!refusePack(nest, op, operand)) return true;
  return false;
}

static bool propose(const LoopNest &nest, const Machine &, Random &random, Action &a) {
  if (!possible(nest, a.op)) return false;
  a.dim = int(random() % nest.summaryOf(nest.ops[a.op]).accesses.size());
  return refuse(nest, a) == nullptr;
}

static constexpr Example kRefused[] = {
    {"matmul", "pack %0 operand 1"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 1; pack %0 operand 2"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 1; pack %0 operand 1; pack %0 operand 1"},
    {"softmax", "vectorize %1 [1, 64] lanes 1; pack %1 operand 0"},
    {"conv", "vectorize %1 [8, 1, 16, 1, 1, 1] lanes 2; pack %1 operand 0"},
    {"matmul", "vectorize %0 [1, 32, 1] lanes 1; pack %0 operand 0"},
};

const Kind kPack = {
    .kind = ActionKind::pack,
    .name = "pack",
    .help =
        "Copies an input of a vectorised op into panels in the order its register tiles read, "
        "before the outermost of the loops around the op that does not move it.",
    .dim = "operand",
    .example = {"matmul", "fuse %0 [0, 256, 0] producers [1]; vectorize %0 [8, 32, 1] lanes 1; pack %0 operand 1"},
    .refused = kRefused,
    .possible = possible,
    .refuse = refuse,
    .effect = effect,
    .print = print,
    .propose = propose};

}  // namespace mlir_rl
