// What random numbers are: PCG as the table of builtins has it.

#include "mlir_rl/kernel_run/handlers.h"
#include "mlir_rl/kernel_run/meaning.h"

namespace mlir_rl::kernel {

namespace {

uint32_t pcg(uint32_t state) {
  uint32_t b = state * 747796405U + 2891336453U;
  uint32_t c = ((b >> ((b >> 28U) + 4U)) ^ b) * 277803737U;
  return (c >> 22U) ^ c;
}

/// Moves the state whose address is in in[0] on, and gives it.
uint32_t draw(const Inst *inst, Run &run) {
  std::byte *memory = get<std::byte *>(run, inst->in[0]);
  uint32_t state = 0;
  std::memcpy(&state, memory, sizeof state);
  state = pcg(state);
  std::memcpy(memory, &state, sizeof state);
  return state;
}

float drawFloat(const Inst *inst, Run &run) { return float(draw(inst, run) >> 8U) / 16777216.0F; }

const Inst *initSeed(const Inst *inst, Run &run) {
  put(run, inst->to, pcg(get<uint32_t>(run, inst->in[0])));
  return inst + 1;
}
const Inst *initSeedAndOffset(const Inst *inst, Run &run) {
  put(run, inst->to, pcg(get<uint32_t>(run, inst->in[0]) + pcg(get<uint32_t>(run, inst->in[1]))));
  return inst + 1;
}

const Inst *drawBits(const Inst *inst, Run &run) {
  put(run, inst->to, draw(inst, run));
  return inst + 1;
}
const Inst *drawBitsBetween(const Inst *inst, Run &run) {
  uint32_t low = get<uint32_t>(run, inst->in[1]), range = get<uint32_t>(run, inst->in[2]) - low;
  if (range == 0) [[unlikely]]
    return stop(run, inst, Rule::divisionByZero, "low and high are both " + std::to_string(low));
  put(run, inst->to, draw(inst, run) % range + low);
  return inst + 1;
}

const Inst *drawUnit(const Inst *inst, Run &run) {
  put(run, inst->to, drawFloat(inst, run));
  return inst + 1;
}
const Inst *drawBetween(const Inst *inst, Run &run) {
  float low = get<float>(run, inst->in[1]), high = get<float>(run, inst->in[2]);
  put(run, inst->to, (high - low) * drawFloat(inst, run) + low);
  return inst + 1;
}

const Inst *drawNormal(const Inst *inst, Run &run) {
  constexpr float kTwoPi = 6.28318530717958647692F;
  float u = drawFloat(inst, run), v = drawFloat(inst, run);
  put(run, inst->to, std::sqrt(-2.0F * std::log(u + 5.96e-8F)) * std::cos(kTwoPi * v));
  return inst + 1;
}

}  // namespace

namespace meaning {

/// Signed and unsigned words have the same bits, so both draw with the same handlers.
Handler randInit(const Signature &s) { return s.operands.size() == 1 ? initSeed : initSeedAndOffset; }
Handler randi(const Signature &s) { return s.operands.size() == 1 ? drawBits : drawBitsBetween; }
Handler randu(const Signature &s) { return randi(s); }
Handler randf(const Signature &s) { return s.operands.size() == 1 ? drawUnit : drawBetween; }
Handler randn(const Signature &) { return drawNormal; }

}  // namespace meaning

}  // namespace mlir_rl::kernel
