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

constexpr float kTwoPi = 6.28318530717958647692F;

const Inst *drawNormal(const Inst *inst, Run &run) {
  float u = drawFloat(inst, run), v = drawFloat(inst, run);
  put(run, inst->to, std::sqrt(-2.0F * std::log(u + 5.96e-8F)) * std::cos(kTwoPi * v));
  return inst + 1;
}

const Inst *giveVector(const Inst *inst, Run &run, std::initializer_list<float> components) {
  Slot to = inst->to;
  for (float component : components) {
    put(run, to, component);
    to += Slot(sizeof component);
  }
  return inst + 1;
}

const Inst *drawInTriangle(const Inst *inst, Run &run) {
  float r = std::sqrt(drawFloat(inst, run));
  return giveVector(inst, run, {1.0F - r, drawFloat(inst, run) * r});
}

template <bool Inside>
const Inst *drawOfCircle(const Inst *inst, Run &run) {
  float r = Inside ? std::sqrt(drawFloat(inst, run)) : 1.0F, t = kTwoPi * drawFloat(inst, run);
  return giveVector(inst, run, {r * std::cos(t), r * std::sin(t)});
}

/// Of the whole sphere, or the half with z >= 0.
template <bool Whole, bool Inside>
const Inst *drawOfSphere(const Inst *inst, Run &run) {
  float p = std::acos(1.0F - (Whole ? 2.0F : 1.0F) * drawFloat(inst, run)), t = kTwoPi * drawFloat(inst, run);
  float r = Inside ? std::pow(drawFloat(inst, run), 1.0F / 3.0F) : 1.0F;
  return giveVector(inst, run, {r * std::cos(t) * std::sin(p), r * std::sin(t) * std::sin(p), r * std::cos(p)});
}

/// Braces evaluate from left to right.
const Inst *drawInSquare(const Inst *inst, Run &run) {
  return giveVector(inst, run, {drawFloat(inst, run) - 0.5F, drawFloat(inst, run) - 0.5F});
}
const Inst *drawInCube(const Inst *inst, Run &run) {
  return giveVector(inst, run, {drawFloat(inst, run) - 0.5F, drawFloat(inst, run) - 0.5F, drawFloat(inst, run) - 0.5F});
}

}  // namespace

namespace meaning {

/// Signed and unsigned words have the same bits, so both draw with the same handlers.
Handler randInit(const Signature &s) { return s.operands.size() == 1 ? initSeed : initSeedAndOffset; }
Handler randi(const Signature &s) { return s.operands.size() == 1 ? drawBits : drawBitsBetween; }
Handler randu(const Signature &s) { return randi(s); }
Handler randf(const Signature &s) { return s.operands.size() == 1 ? drawUnit : drawBetween; }
Handler randn(const Signature &) { return drawNormal; }
Handler sampleTriangle(const Signature &) { return drawInTriangle; }
Handler sampleUnitRing(const Signature &) { return drawOfCircle<false>; }
Handler sampleUnitDisk(const Signature &) { return drawOfCircle<true>; }
Handler sampleUnitSphereSurface(const Signature &) { return drawOfSphere<true, false>; }
Handler sampleUnitSphere(const Signature &) { return drawOfSphere<true, true>; }
Handler sampleUnitHemisphereSurface(const Signature &) { return drawOfSphere<false, false>; }
Handler sampleUnitHemisphere(const Signature &) { return drawOfSphere<false, true>; }
Handler sampleUnitSquare(const Signature &) { return drawInSquare; }
Handler sampleUnitCube(const Signature &) { return drawInCube; }

}  // namespace meaning

}  // namespace mlir_rl::kernel
