#include "mlir_rl/kernel_run/control.h"

namespace mlir_rl::kernel::control {

const Inst *jump(const Inst *inst, Run &) { return inst + inst->extra; }

const Inst *jumpUnless(const Inst *inst, Run &run) { return inst + (get<bool>(run, inst->in[0]) ? 1 : inst->extra); }

const Inst *again(const Inst *inst, Run &run) {
  if (--run.iterations < 0) [[unlikely]]
    return stop(run, inst, Rule::tooManyIterations, "");
  return inst + inst->extra;
}

const Inst *rangeStart(const Inst *inst, Run &run) {
  int32_t start = get<int32_t>(run, inst->in[0]), end = get<int32_t>(run, inst->in[1]);
  int32_t step = get<int32_t>(run, inst->in[2]);
  if (step == 0) [[unlikely]]
    return stop(run, inst, Rule::stepIsZero, "");
  put(run, inst->to, Range{start, tripCount(start, end, step), step});
  return inst + 1;
}

const Inst *rangeNext(const Inst *inst, Run &run) {
  Range range = get<Range>(run, inst->in[0]);
  if (range.remaining == 0) return inst + 1;
  if (--run.iterations < 0) [[unlikely]]
    return stop(run, inst, Rule::tooManyIterations, "");
  put(run, inst->to, int32_t(range.next));
  put(run, inst->in[0], Range{range.next + range.step, range.remaining - 1, range.step});
  return inst + inst->extra;
}

const Inst *call(const Inst *inst, Run &run) {
  put(run, inst->in[0], inst + 1);
  return inst + inst->extra;
}

const Inst *giveBack(const Inst *inst, Run &run) { return get<const Inst *>(run, inst->in[0]); }

const Inst *finish(const Inst *, Run &) { return nullptr; }

const Inst *clear(const Inst *inst, Run &run) {
  std::memset(run.frame + inst->to, 0, size_t(inst->extra));
  return inst + 1;
}

const Inst *mark(const Inst *inst, Run &run) {
  run.frame[inst->to] = std::byte(1);
  return inst + 1;
}

const Inst *requireValue(const Inst *inst, Run &run) {
  if (run.frame[inst->in[0]] == std::byte(0)) [[unlikely]]
    return stop(run, inst, Rule::noValue, (*run.names)[size_t(inst->extra)]);
  return inst + 1;
}

const Inst *requireTrue(const Inst *inst, Run &run) {
  if (!get<bool>(run, inst->in[0])) [[unlikely]]
    return stop(run, inst, Rule::assertionFails, "");
  return inst + 1;
}

const Inst *missingReturn(const Inst *inst, Run &run) { return stop(run, inst, Rule::missingReturn, ""); }

}  // namespace mlir_rl::kernel::control
