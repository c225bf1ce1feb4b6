#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/kinds/all.h"
#include "mlir_rl/schedule/kinds/containers.h"

namespace mlir_rl {

static Refusal refuse(const LoopNest &nest, const Action &a) { return refuseContainer(nest, a, /*parallel=*/true); }
static void effect(LoopNest &nest, const Action &a) { makeContainer(nest, a, true); }
static void print(ScriptWriter &w, const LoopNest &before, const Action &a) { printContainer(w, before, a, true); }
static bool possible(const LoopNest &nest, int op) { return canBeTiled(nest, op) && nest.ops[op].outer.empty(); }

static bool propose(const LoopNest &nest, const Machine &, Random &random, Action &a) {
  return proposeContainer(nest, random, a, true);
}

static constexpr Example kRefused[] = {
    {"matmul", "tile_parallel %0 [0, 0, 0] producers [1]"},
    {"matmul", "tile_parallel %0 [0, 0, 128]"},
    {"matmul", "tile %0 [128, 0, 0]; tile_parallel %0 [64, 0, 0]"},
    {"matmul", "tile_parallel %0 [100, 0, 0]"},
};

const Kind kTileParallel = {
    .kind = ActionKind::tileParallel,
    .name = "tile_parallel",
    .help = "Tiles parallel loops with a forall shared between threads; producers join each tile, in order.",
    .sizes = "tile of each loop",
    .list = "producers",
    .example = {"matmul", "tile_parallel %0 [128, 0, 0] producers [1]"},
    .refused = kRefused,
    .possible = possible,
    .refuse = refuse,
    .effect = effect,
    .print = print,
    .propose = propose};

}  // namespace mlir_rl
