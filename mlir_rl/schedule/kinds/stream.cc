#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/kinds/all.h"
#include "mlir_rl/schedule/streaming.h"

namespace mlir_rl {

static Refusal refuse(const LoopNest &nest, const Action &a) { return refuseStream(nest, a.op); }
static void effect(LoopNest &nest, const Action &a) { stream(nest, a.op); }

static void print(ScriptWriter &w, const LoopNest &, const Action &a) { w.annotate(w.op(a.op), "mlir_rl.stream"); }

static bool possible(const LoopNest &nest, int op) { return !refuseStream(nest, op); }

static bool propose(const LoopNest &nest, const Machine &machine, Random &, Action &a) {
  return possible(nest, a.op) && mayStream(nest, a.op, machine);
}

static constexpr Example kRefused[] = {
    {"matmul", "stream %0"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 1; stream %0; stream %0"},
    {"sum", "vectorize %0 [64] lanes 0; stream %0"},
};

const Kind kStream = {.kind = ActionKind::stream,
                      .name = "stream",
                      .help =
                          "Writes whole vectors of results with non-temporal stores, past the caches: lines are not "
                          "fetched before they are filled. Where results turn out not to be aligned to a vector, they "
                          "are written as usual.",
                      .example = {"matmul", "vectorize %0 [8, 32, 1] lanes 1; stream %0"},
                      .refused = kRefused,
                      .possible = possible,
                      .refuse = refuse,
                      .effect = effect,
                      .print = print,
                      .propose = propose};

}  // namespace mlir_rl
