// What functions of scalars compute, but for those of the C library (mathematics.cc).

#include "mlir_rl/kernel_run/handlers.h"
#include "mlir_rl/kernel_run/meaning.h"

namespace mlir_rl::kernel {

namespace {

template <class T>
T clamped(T x, T low, T high) {
  return lower(higher(low, x), high);
}

// clang-format off
struct Min { template <class T> static T of(T a, T b) { return lower(a, b); } };
struct Max { template <class T> static T of(T a, T b) { return higher(a, b); } };
struct Clamp { template <class T> static T of(T x, T low, T high) { return clamped(x, low, high); } };
struct Abs {
  template <class T> static T of(T x) {
    if constexpr (std::integral<T>) return x < T(0) ? negated(x) : x;
    else return narrow<T>(std::fabs(wide(x)));
  }
};
struct Sign { template <class T> static T of(T x) { return narrow<T>(wide(x) < 0 ? -1.0F : 1.0F); } };
struct SignOfUnsigned { template <class T> static T of(T) { return T(1); } };
struct Copysign { template <class T> static T of(T x, T y) { return narrow<T>(std::copysign(wide(x), wide(y))); } };
struct Step { template <class T> static T of(T x) { return narrow<T>(wide(x) < 0 ? 1.0F : 0.0F); } };
struct Nonzero { template <class T> static T of(T x) { return narrow<T>(wide(x) == 0 ? 0.0F : 1.0F); } };
struct Finite { template <class T> static bool of(T x) { return std::isfinite(wide(x)); } };
struct Infinite { template <class T> static bool of(T x) { return std::isinf(wide(x)); } };
struct Nan { template <class T> static bool of(T x) { return std::isnan(wide(x)); } };
struct Smoothstep {
  template <class T> static T of(T a, T b, T x) {
    T zero = narrow<T>(0.0F), one = narrow<T>(1.0F), two = narrow<T>(2.0F), three = narrow<T>(3.0F);
    T t = clamped(quotientOf(minus(x, a), minus(b, a)), zero, one);
    return times(times(t, t), minus(three, times(two, t)));
  }
};
// clang-format on

template <class Op>
Handler oneNumber(const Signature &s) {
  return forNumber(s.result.scalar,
                   [&]<class T>(Tag<T>) -> Handler { return byShape(s.result, unary<Op, T>, unaryEach<Op, T>); });
}

template <class Op, class T>
const Inst *fold(const Inst *inst, Run &run) {
  T best = get<T>(run, inst->in[0]);
  for (Slot i = 1; i < inst->count; ++i) best = Op::of(best, get<T>(run, inst->in[0] + i * Slot(sizeof(T))));
  put(run, inst->to, best);
  return inst + 1;
}

template <class Op>
Handler extremeOf(const Signature &s) {
  return forNumber(s.result.scalar, [&]<class T>(Tag<T>) -> Handler {
    if (s.operands.size() == 1) return fold<Op, T>;
    return byShape(s.result, binary<Op, T>, binaryEach<Op, T>);
  });
}

/// Whether all components give `All`: then the result is `All`, otherwise the opposite.
template <class Op, class T, bool All>
const Inst *examine(const Inst *inst, Run &run) {
  bool result = All;
  for (Slot i = 0; i < inst->count; ++i)
    if (Op::of(get<T>(run, inst->in[0] + i * Slot(sizeof(T)))) != All) result = !All;
  put(run, inst->to, result);
  return inst + 1;
}

/// Integers are finite.
template <bool Value>
const Inst *giveBool(const Inst *inst, Run &run) {
  put(run, inst->to, Value);
  return inst + 1;
}

template <class Op, bool All>
Handler classify(const Signature &s) {
  Scalar scalar = s.operands[0].scalar;
  if (isInteger(scalar)) return giveBool<All>;
  return forFloat(scalar, []<class T>(Tag<T>) -> Handler { return examine<Op, T, All>; });
}

template <class T>
const Inst *blendEach(const Inst *inst, Run &run) {
  T t = get<T>(run, inst->in[2]), rest = minus(narrow<T>(1.0F), t);
  for (Slot i = 0; i < inst->count; ++i) {
    T a = get<T>(run, inst->in[0] + i * Slot(sizeof(T))), b = get<T>(run, inst->in[1] + i * Slot(sizeof(T)));
    put(run, inst->to + i * Slot(sizeof(T)), plus(times(a, rest), times(b, t)));
  }
  return inst + 1;
}

template <uint32_t Bytes>
const Inst *chooseOf(const Inst *inst, Run &run) {
  Slot chosen = get<bool>(run, inst->in[0]) ? inst->in[1] : inst->in[2];
  std::memmove(run.frame + inst->to, run.frame + chosen, Bytes);
  return inst + 1;
}

const Inst *chooseAny(const Inst *inst, Run &run) {
  Slot chosen = get<bool>(run, inst->in[0]) ? inst->in[1] : inst->in[2];
  std::memmove(run.frame + inst->to, run.frame + chosen, size_t(inst->extra));
  return inst + 1;
}

}  // namespace

namespace meaning {

Handler minOf(const Signature &s) { return extremeOf<Min>(s); }
Handler maxOf(const Signature &s) { return extremeOf<Max>(s); }
Handler clamp(const Signature &s) {
  return forNumber(s.result.scalar, []<class T>(Tag<T>) -> Handler { return ternary<Clamp, T>; });
}
Handler absOf(const Signature &s) { return oneNumber<Abs>(s); }
Handler sign(const Signature &s) {
  return isUnsigned(s.result.scalar) ? oneNumber<SignOfUnsigned>(s) : oneNumber<Sign>(s);
}
Handler copysign(const Signature &s) {
  return forFloat(s.result.scalar, []<class T>(Tag<T>) -> Handler { return binary<Copysign, T>; });
}
Handler step(const Signature &s) { return oneNumber<Step>(s); }
Handler nonzero(const Signature &s) { return oneNumber<Nonzero>(s); }
Handler isFinite(const Signature &s) { return classify<Finite, true>(s); }
Handler isNan(const Signature &s) { return classify<Nan, false>(s); }
Handler isInf(const Signature &s) { return classify<Infinite, false>(s); }
Handler lerp(const Signature &s) {
  return forFloat(s.result.scalar, []<class T>(Tag<T>) -> Handler { return blendEach<T>; });
}
Handler smoothstep(const Signature &s) {
  return forFloat(s.result.scalar, []<class T>(Tag<T>) -> Handler { return ternary<Smoothstep, T>; });
}
Handler where(const Signature &s) {
  if (!s.result.isScalar()) return chooseAny;
  switch (bitsOf(s.result.scalar)) {
    case 8:
      return chooseOf<1>;
    case 16:
      return chooseOf<2>;
    case 32:
      return chooseOf<4>;
    default:
      return chooseOf<8>;
  }
}

}  // namespace meaning

}  // namespace mlir_rl::kernel
