#include "mlir_rl/schedule/kinds/all.h"

namespace mlir_rl {

// `default` is replaced by the rules' actions before a schedule is replayed (schedule/replay.h), so that they can be
// read and edited; what is left to ask here is whether the nest is untouched.
static Refusal refuse(const LoopNest &nest, const Action &) {
  if (nest.stopped) return "the schedule has stopped";
  return nest.bands > 0 ? "default comes first" : nullptr;
}
static void effect(LoopNest &, const Action &) {}
static void print(ScriptWriter &, const LoopNest &, const Action &) {}
static bool possible(const LoopNest &nest, int) { return !nest.stopped && nest.bands == 0; }

static bool propose(const LoopNest &nest, const Machine &, Random &, Action &action) {
  return refuse(nest, action) == nullptr;
}

const Kind kDefaults = {.kind = ActionKind::defaults,
                        .name = "default",
                        .help = "The rules' actions for this task and machine; expanded, so that they can be edited.",
                        .hasOp = false,
                        .possible = possible,
                        .refuse = refuse,
                        .effect = effect,
                        .print = print,
                        .propose = propose};

}  // namespace mlir_rl
