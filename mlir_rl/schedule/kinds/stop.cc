#include "mlir_rl/schedule/kinds/all.h"

namespace mlir_rl {

static Refusal refuse(const LoopNest &nest, const Action &) {
  return nest.stopped ? "the schedule has stopped already" : nullptr;
}
static void effect(LoopNest &nest, const Action &) { nest.stopped = true; }
static void print(ScriptWriter &, const LoopNest &, const Action &) {}
static bool possible(const LoopNest &nest, int) { return !nest.stopped; }

static bool propose(const LoopNest &nest, const Machine &, Random &, Action &) { return !nest.stopped; }

static constexpr Example kRefused[] = {
    {"matmul", "stop; stop"},
};

const Kind kStop = {.kind = ActionKind::stop,
                    .name = "stop",
                    .help = "Ends the schedule of the task. Ops that are not vectorised stay plain loops.",
                    .hasOp = false,
                    .refused = kRefused,
                    .possible = possible,
                    .refuse = refuse,
                    .effect = effect,
                    .print = print,
                    .propose = propose};

}  // namespace mlir_rl
