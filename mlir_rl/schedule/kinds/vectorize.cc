#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/candidates.h"
#include "mlir_rl/schedule/kinds/all.h"
#include "mlir_rl/schedule/register_tile.h"

namespace mlir_rl {

static Refusal refuse(const LoopNest &nest, const Action &a) { return refuseVectorize(nest, a.op, a.sizes, a.dim); }
static void effect(LoopNest &nest, const Action &a) { vectorize(nest, a.op, a.sizes, a.dim); }

static void print(ScriptWriter &w, const LoopNest &, const Action &a) {
  w.annotate(w.op(a.op), "mlir_rl.vectorize", "array<i64: " + commaSeparated(a.sizes) + ">");
  w.annotate(w.op(a.op), "mlir_rl.lanes", std::to_string(a.dim) + " : i64");
}

static bool possible(const LoopNest &nest, int op) { return !refuseLanes(nest, op); }

/// Half of the time the model's tile, else a random one whose accumulators fit the registers.
static bool propose(const LoopNest &nest, const Machine &machine, Random &random, Action &a) {
  if (a.op >= nest.ops.size() || nest.ops[a.op].loops.empty()) return false;
  const NestOp &op = nest.ops[a.op];
  int64_t width = lanesPerVector(nest.summaryOf(op), machine);
  a.dim = int(random() % uint64_t(op.loops.size()));
  a.sizes.assign(op.loops.size(), 1);
  Candidates lanes = laneSizes(op.loops[a.dim].extent, width);
  if (lanes.empty()) return false;
  a.sizes[a.dim] = pick(lanes, random);
  int64_t accumulators = (a.sizes[a.dim] + width - 1) / width;
  for (int tries = 0; tries < 2; ++tries) {
    int d = int(random() % uint64_t(op.loops.size()));
    if (d == a.dim || op.loops[d].kind == IteratorKind::reduction || a.sizes[d] != 1) continue;
    int64_t size = pick(registerSizes(op.loops[d].extent), random);
    if (accumulators * size > machine.vectorRegisters) continue;
    a.sizes[d] = size;
    accumulators *= size;
  }
  return refuse(nest, a) == nullptr;
}

static constexpr Example kRefused[] = {
    {"matmul", "vectorize %0 [8, 32] lanes 1"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 3"},
    {"matmul", "vectorize %0 [0, 32, 1] lanes 1"},
    {"matmul", "vectorize %0 [512, 512, 1] lanes 1"},
    {"matmul", "vectorize %1 [8, 32] lanes 1"},
    {"arg_max", "vectorize %0 [1, 16] lanes 1"},
    {"gather", "vectorize %0 [16] lanes 0"},
    {"repeat", "vectorize %0 [16] lanes 0"},
    {"mask", "vectorize %0 [16] lanes 0"},
    {"deep", "vectorize %0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2] lanes 10"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 1; vectorize %0 [8, 32, 1] lanes 1"},
};

const Kind kVectorize = {.kind = ActionKind::vectorize,
                         .name = "vectorize",
                         .help =
                             "Keeps a register tile of each loop in vectors along `lanes`; remainders are masked. "
                             "Only unroll and pack may follow on the op.",
                         .sizes = "register tile of each loop",
                         .dim = "lanes",
                         .example = {"matmul", "vectorize %0 [8, 32, 1] lanes 1"},
                         .refused = kRefused,
                         .possible = possible,
                         .refuse = refuse,
                         .effect = effect,
                         .print = print,
                         .propose = propose};

}  // namespace mlir_rl
