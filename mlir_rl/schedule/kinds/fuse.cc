#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/kinds/all.h"
#include "mlir_rl/schedule/kinds/containers.h"

namespace mlir_rl {

static Refusal refuse(const LoopNest &nest, const Action &a) { return refuseContainer(nest, a, /*parallel=*/false); }
static void effect(LoopNest &nest, const Action &a) { makeContainer(nest, a, false); }
static void print(ScriptWriter &w, const LoopNest &before, const Action &a) { printContainer(w, before, a, false); }
static bool possible(const LoopNest &nest, int op) { return canBeTiled(nest, op); }

static bool propose(const LoopNest &nest, const Machine &, Random &random, Action &a) {
  return proposeContainer(nest, random, a, false);
}

const Kind kFuse = {.kind = ActionKind::fuse,
                    .name = "fuse",
                    .help =
                        "Tiles parallel loops with a serial forall that producers join, in order; all sizes 0: "
                        "producers join the innermost forall made before.",
                    .sizes = "tile of each loop",
                    .list = "producers",
                    .possible = possible,
                    .refuse = refuse,
                    .effect = effect,
                    .print = print,
                    .propose = propose};

}  // namespace mlir_rl
