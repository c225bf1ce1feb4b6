#include <algorithm>
#include <numeric>

#include "mlir_rl/nest/moves.h"
#include "mlir_rl/nest/nest.h"
#include "mlir_rl/schedule/kinds/all.h"

namespace mlir_rl {

static Refusal refuse(const LoopNest &nest, const Action &a) { return refuseInterchange(nest, a.op, a.list); }
static void effect(LoopNest &nest, const Action &a) { interchange(nest, a.op, a.list); }

static void print(ScriptWriter &w, const LoopNest &, const Action &a) {
  std::string moved = w.fresh("op");
  w.line(moved + " = transform.structured.interchange " + w.op(a.op) + " iterator_interchange = " + bracketed(a.list) +
         " : (!transform.any_op) -> !transform.any_op");
  w.setOp(a.op, moved);
}

static bool possible(const LoopNest &nest, int op) {
  return !refuseChange(nest, op) && nest.ops[op].loops.size() > 1 &&
         nest.summaryOf(nest.ops[op]).name == "linalg.generic";
}

static bool propose(const LoopNest &nest, const Machine &, Random &random, Action &a) {
  if (a.op >= nest.ops.size()) return false;
  a.list.resize(nest.ops[a.op].loops.size());
  std::iota(a.list.begin(), a.list.end(), 0);
  if (a.list.size() < 2) return false;
  // Swaps of two loops reach every order in a few steps, and most steps change little.
  int first = int(random() % a.list.size()), second = int(random() % (a.list.size() - 1));
  std::swap(a.list[first], a.list[second + (second >= first)]);
  return refuse(nest, a) == nullptr;
}

static constexpr Example kRefused[] = {
    {"matmul", "interchange %0 order [1, 0]"},
    {"matmul", "interchange %0 order [0, 1, 3]"},
    {"matmul", "interchange %0 order [0, 1, 1]"},
    {"matmul", "interchange %0 order [0, 1, 2]"},
    {"matmul", "interchange %1 order [1, 0]"},
    {"deep", "interchange %0 order [1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10]"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 1; interchange %0 order [0, 2, 1]"},
};

const Kind kInterchange = {.kind = ActionKind::interchange,
                           .name = "interchange",
                           .help = "Reorders the loops of an op: new loop i is old loop order[i].",
                           .list = "order",
                           .example = {"matmul", "interchange %0 order [0, 2, 1]"},
                           .refused = kRefused,
                           .possible = possible,
                           .refuse = refuse,
                           .effect = effect,
                           .print = print,
                           .propose = propose};

}  // namespace mlir_rl
