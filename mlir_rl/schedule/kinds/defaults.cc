#include "mlir_rl/schedule/kinds/all.h"

namespace mlir_rl {

static bool isUntouched(const NestOp &op, int index) {
  for (int d = 0; d < op.loops.size(); ++d)
    if (op.loops[d].origin != d) return false;
  return op.summary == index && !op.isPart && op.lanes < 0;
}

static bool isUntouched(const LoopNest &nest) {
  for (int i = 0; i < nest.ops.size(); ++i)
    if (!isUntouched(nest.ops[i], i)) return false;
  return nest.bands == 0;
}

// `default` is replaced by the rules' actions before a schedule is replayed (schedule/replay.h), so that they can be
// read and edited; what is left to ask here is whether the nest is untouched.
static Refusal refuse(const LoopNest &nest, const Action &) {
  if (nest.stopped) return "the schedule has stopped";
  return isUntouched(nest) ? nullptr : "default comes first";
}
static void effect(LoopNest &, const Action &) {}
static void print(ScriptWriter &, const LoopNest &, const Action &) {}
static bool possible(const LoopNest &nest, int) { return !nest.stopped && isUntouched(nest); }

static bool propose(const LoopNest &nest, const Machine &, Random &, Action &action) {
  return refuse(nest, action) == nullptr;
}

static constexpr Example kRefused[] = {
    {"matmul", "tile %0 [0, 256, 0]; default"},
    {"matmul", "interchange %0 order [1, 0, 2]; default"},
    {"matmul", "stop; default"},
};

const Kind kDefaults = {
    .kind = ActionKind::defaults,
    .name = "default",
    .help =
        "Stands for the rules' actions for this task and machine; more actions may follow. Records have it expanded.",
    .hasOp = false,
    .refused = kRefused,
    .possible = possible,
    .refuse = refuse,
    .effect = effect,
    .print = print,
    .propose = propose};

}  // namespace mlir_rl
