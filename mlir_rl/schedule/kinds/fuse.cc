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

static constexpr Example kRefused[] = {
    {"matmul", "fuse %0 [0, 0, 0]"},
    {"matmul", "fuse %0 [0, 0, 128]"},
    {"matmul", "fuse %0 [0, 0, 0] producers [1]"},
    {"matmul", "fuse %0 [0, 256, 0]; tile %0 [64, 0, 0]; fuse %0 [0, 0, 0] producers [1]"},
    {"matmul", "tile %0 [0, 0, 128]; fuse %0 [0, 256, 0] producers [1]"},
    {"matmul", "split %0 [8] loop 0; fuse %0 [0, 256, 0] producers [1]"},
    {"exp_sum", "decompose %0 [4]; fuse %3 [1, 0, 0] producers [2]"},
    {"odd", "pad %0 [0, 256, 0]; fuse %0 [0, 64, 0] producers [1]"},
    {"conv", "tile %1 [8, 0, 0, 0, 0, 0]; fuse %0 [8, 0, 0] producers [1]"},
    {"conv", "vectorize %1 [8, 1, 16, 1, 1, 1] lanes 2; fuse %0 [8, 0, 0] producers [1]"},
    {"softmax", "fuse %0 [1, 0] producers [3]"},
    {"conv", "fuse %1 [8, 0, 0, 0, 0, 0] producers [0]"},
    {"softmax", "fuse %0 [1, 64] producers [1, 2, 3]"},
    {"conv", "fuse %0 [0, 4, 0] producers [1, 2, 3]"},
    {"conv", "fuse %0 [8, 0, 0] producers [1, 2, 3, 7]"},
    {"conv", "fuse %0 [0, 0, 8] producers [1, 3]"},
};

const Kind kFuse = {.kind = ActionKind::fuse,
                    .name = "fuse",
                    .help =
                        "Tiles parallel loops with a serial forall that producers join, in order; all sizes 0: "
                        "producers join the innermost forall made before.",
                    .sizes = "tile of each loop",
                    .list = "producers",
                    .example = {"conv", "fuse %0 [8, 0, 0] producers [1, 2]"},
                    .refused = kRefused,
                    .possible = possible,
                    .refuse = refuse,
                    .effect = effect,
                    .print = print,
                    .propose = propose};

}  // namespace mlir_rl
