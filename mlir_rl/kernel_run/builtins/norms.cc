// What norms of vectors of float32 compute, and bits of integers.

#include <bit>

#include "mlir_rl/kernel_run/handlers.h"
#include "mlir_rl/kernel_run/meaning.h"

namespace mlir_rl::kernel {

namespace {

float part(const Inst *inst, Run &run, Slot i) { return get<float>(run, inst->in[0] + i * Slot(sizeof(float))); }

float squaresOf(const Inst *inst, Run &run) {
  float sum = part(inst, run, 0) * part(inst, run, 0);
  for (Slot i = 1; i < inst->count; ++i) sum += part(inst, run, i) * part(inst, run, i);
  return sum;
}

template <bool Written>
float deltaOf(const Inst *inst, Run &run) {
  return Written ? get<float>(run, inst->in[1]) : 1.0F;
}

const Inst *sumOfMagnitudes(const Inst *inst, Run &run) {
  float sum = std::fabs(part(inst, run, 0));
  for (Slot i = 1; i < inst->count; ++i) sum += std::fabs(part(inst, run, i));
  put(run, inst->to, sum);
  return inst + 1;
}

template <bool Written>
const Inst *huber(const Inst *inst, Run &run) {
  float a = squaresOf(inst, run), delta = deltaOf<Written>(inst, run);
  put(run, inst->to, a <= delta * delta ? 0.5F * a : delta * (std::sqrt(a) - 0.5F * delta));
  return inst + 1;
}

template <bool Written>
float pseudoHuberOf(const Inst *inst, Run &run) {
  float delta = deltaOf<Written>(inst, run);
  return delta * std::sqrt(1.0F + squaresOf(inst, run) / (delta * delta));
}

template <bool Written>
const Inst *pseudoHuber(const Inst *inst, Run &run) {
  put(run, inst->to, pseudoHuberOf<Written>(inst, run));
  return inst + 1;
}

template <bool Written>
const Inst *smoothlyNormalized(const Inst *inst, Run &run) {
  float size = pseudoHuberOf<Written>(inst, run);
  for (Slot i = 0; i < inst->count; ++i) put(run, inst->to + i * Slot(sizeof(float)), part(inst, run, i) / size);
  return inst + 1;
}

struct CountBits {
  template <class T>
  static int32_t of(T x) {
    return std::popcount(std::make_unsigned_t<T>(x));
  }
};

}  // namespace

namespace meaning {

Handler bitCount(const Signature &s) {
  return forInteger(s.operands[0].scalar, []<class T>(Tag<T>) -> Handler { return unary<CountBits, T>; });
}
Handler normL1(const Signature &) { return sumOfMagnitudes; }
Handler normL2(const Signature &s) { return length(s); }
Handler normHuber(const Signature &s) { return s.operands.size() == 2 ? huber<true> : huber<false>; }
Handler normPseudoHuber(const Signature &s) { return s.operands.size() == 2 ? pseudoHuber<true> : pseudoHuber<false>; }
Handler smoothNormalize(const Signature &s) {
  return s.operands.size() == 2 ? smoothlyNormalized<true> : smoothlyNormalized<false>;
}

}  // namespace meaning

}  // namespace mlir_rl::kernel
