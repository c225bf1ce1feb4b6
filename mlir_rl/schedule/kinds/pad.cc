#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/candidates.h"
#include "mlir_rl/schedule/kinds/all.h"

namespace mlir_rl {

static Refusal refuse(const LoopNest &nest, const Action &a) { return refusePad(nest, a.op, a.sizes); }
static void effect(LoopNest &nest, const Action &a) { pad(nest, a.op, a.sizes); }

/// What changes nothing when it is combined: 0 times 0 is added, or the far end of the numbers is compared.
static std::string paddingOf(const OpSummary &op, const Access &access) {
  bool wide = access.type == ElementType::f64;
  std::string type = wide ? " : f64" : " : f32";
  if (op.combiner == Combiner::max) return (wide ? "0xFFF0000000000000" : "0xFF800000") + type;
  if (op.combiner == Combiner::min) return (wide ? "0x7FF0000000000000" : "0x7F800000") + type;
  return "0.0" + type;
}

static void print(ScriptWriter &w, const LoopNest &before, const Action &a) {
  const OpSummary &op = before.summaryOf(before.ops[a.op]);
  std::string padded = w.fresh("op"), pads = w.fresh("pads"), values;
  for (const Access &access : op.accesses) values += (values.empty() ? "" : ", ") + paddingOf(op, access);
  w.line(padded + ", " + pads + " = transform.structured.pad_tiling_interface " + w.op(a.op) + " to padding_sizes " +
         bracketed(a.sizes) + " pad_to_multiple_of {padding_values = [" + values +
         "]} : (!transform.any_op) -> (!transform.any_op, !transform.any_op)");
  w.setOp(a.op, padded);
}

static bool possible(const LoopNest &nest, int op) {
  if (op >= nest.ops.size() || nest.ops[op].padded) return false;
  return canBeTiled(nest, op) && nest.summaryOf(nest.ops[op]).combiner != Combiner::none;
}

/// One or two loops to a multiple of a power of two, by no more than an eighth.
static bool propose(const LoopNest &nest, const Machine &, Random &random, Action &a) {
  if (a.op >= nest.ops.size()) return false;
  const NestOp &op = nest.ops[a.op];
  a.sizes.assign(op.loops.size(), 0);
  for (int tries = 0; tries < 2 && !op.loops.empty(); ++tries) {
    int d = int(random() % uint64_t(op.loops.size()));
    int64_t multiple = int64_t(2) << (random() % 6), extent = op.loops[d].extent;
    if ((extent + multiple - 1) / multiple * multiple <= extent + extent / 8) a.sizes[d] = multiple;
  }
  return refuse(nest, a) == nullptr;
}

static constexpr Example kRefused[] = {
    {"matmul", "pad %1 [100, 0]"},
    {"gather_sum", "pad %0 [0, 100]"},
    {"softmax", "pad %0 [100, 0]"},
    {"halves", "pad %0 [100, 0]"},
    {"odd", "pad %0 [8, 0, 0]; pad %0 [0, 32, 0]"},
    {"odd", "tile %0 [0, 0, 19]; pad %0 [8, 0, 0]"},
    {"odd", "pad %0 [8, 32]"},
    {"odd", "pad %0 [255, 0, 0]"},
    {"conv", "pad %1 [0, 0, 32, 0, 0, 0]"},
    {"scaled", "pad %0 [0, 32]"},
    {"matmul", "pad %0 [8, 32, 4]"},
    {"matmul", "vectorize %0 [8, 32, 1] lanes 1; pad %0 [100, 0, 0]"},
    {"deep", "pad %0 [3]"},
};

const Kind kPad = {.kind = ActionKind::pad,
                   .name = "pad",
                   .help =
                       "Copies the operands into larger ones, so that each loop's extent is a multiple of a size; the "
                       "result is cut back. What is added is neutral: 0, or the lowest or highest number.",
                   .sizes = "multiple for each loop, 0 for none",
                   .example = {"odd", "pad %0 [0, 0, 64]"},
                   .refused = kRefused,
                   .possible = possible,
                   .refuse = refuse,
                   .effect = effect,
                   .print = print,
                   .propose = propose};

}  // namespace mlir_rl
