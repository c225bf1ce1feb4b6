#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/candidates.h"
#include "mlir_rl/schedule/kinds/all.h"

namespace mlir_rl {

static Refusal refuse(const LoopNest &nest, const Action &a) { return refuseTile(nest, a.op, a.sizes); }
static void effect(LoopNest &nest, const Action &a) { tile(nest, a.op, a.sizes); }

static void print(ScriptWriter &w, const LoopNest &, const Action &a) {
  int loops = 0;
  for (int64_t size : a.sizes) loops += size != 0;
  std::string tiled = w.fresh("op"), around = w.fresh("loops"), types = "!transform.any_op";
  for (int i = 0; i < loops; ++i) types += ", !transform.any_op";
  w.line(tiled + ", " + around + (loops > 1 ? ":" + std::to_string(loops) : "") +
         " = transform.structured.tile_using_for " + w.op(a.op) + " tile_sizes " + bracketed(a.sizes) +
         " : (!transform.any_op) -> (" + types + ")");
  w.setOp(a.op, tiled);
}

static bool possible(const LoopNest &nest, int op) { return canBeTiled(nest, op); }

static bool propose(const LoopNest &nest, const Machine &, Random &random, Action &a) {
  if (a.op >= nest.ops.size()) return false;
  const NestOp &op = nest.ops[a.op];
  a.sizes.assign(op.loops.size(), 0);
  for (int d = 0; d < op.loops.size(); ++d) {
    Candidates sizes = divisorsBelow(op.loops[d].extent);
    if (!sizes.empty() && random() % 3 == 0) a.sizes[d] = pick(sizes, random);
  }
  return refuse(nest, a) == nullptr;
}

static constexpr Example kRefused[] = {
    {"matmul", "tile %0 [64, 128]"},
    {"matmul", "tile %0 [0, 0, 0]"},
    {"matmul", "tile %0 [512, 0, 0]"},
    {"matmul", "tile %0 [100, 0, 0]"},
    {"matmul", "tile %1 [8, 8]"},
    {"matmul",
     "tile %0 [256, 256, 256]; tile %0 [128, 128, 128]; tile %0 [64, 64, 64]; tile %0 [32, 32, 32]; tile %0 [16, 16, "
     "16]; tile %0 [8, 8, 8]"},
    {"deep", "tile %0 [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 1; tile %0 [64, 0, 0]"},
};

const Kind kTile = {.kind = ActionKind::tile,
                    .name = "tile",
                    .help = "Tiles loops with serial `for` loops, outermost first; 0 leaves a loop alone.",
                    .sizes = "tile of each loop",
                    .example = {"matmul", "tile %0 [64, 0, 128]"},
                    .refused = kRefused,
                    .possible = possible,
                    .refuse = refuse,
                    .effect = effect,
                    .print = print,
                    .propose = propose};

}  // namespace mlir_rl
