#pragma once

/// \file
/// Handlers for a scalar function of any type: one for scalars, one by components. A function is a struct with a
/// template `of`, and with `refuse` when there are operands that break a rule.

#include <concepts>

#include "mlir_rl/kernel_run/arithmetic.h"
#include "mlir_rl/kernel_run/code.h"

namespace mlir_rl::kernel {

template <class T>
struct Tag {
  using Of = T;
};

/// `choose(Tag<T>())`, a handler, for the C++ type of a scalar. Null for scalars of other sorts: the typing rules do
/// not let them come here, and the compiler of trees refuses what has no handler.
template <class F>
Handler forFloat(Scalar scalar, F choose) {
  switch (scalar) {
    case Scalar::f16:
      return choose(Tag<Half>());
    case Scalar::f32:
      return choose(Tag<float>());
    case Scalar::f64:
      return choose(Tag<double>());
    default:
      return nullptr;
  }
}

template <class F>
Handler forInteger(Scalar scalar, F choose) {
  switch (scalar) {
    case Scalar::i8:
      return choose(Tag<int8_t>());
    case Scalar::i16:
      return choose(Tag<int16_t>());
    case Scalar::i32:
      return choose(Tag<int32_t>());
    case Scalar::i64:
      return choose(Tag<int64_t>());
    case Scalar::u8:
      return choose(Tag<uint8_t>());
    case Scalar::u16:
      return choose(Tag<uint16_t>());
    case Scalar::u32:
      return choose(Tag<uint32_t>());
    case Scalar::u64:
      return choose(Tag<uint64_t>());
    default:
      return nullptr;
  }
}

template <class F>
Handler forNumber(Scalar scalar, F choose) {
  return isFloat(scalar) ? forFloat(scalar, choose) : forInteger(scalar, choose);
}

template <class F>
Handler forScalar(Scalar scalar, F choose) {
  return scalar == Scalar::boolean ? choose(Tag<bool>()) : forNumber(scalar, choose);
}

/// A scalar in words, for details of faults.
inline std::string numberText(bool value) { return value ? "True" : "False"; }
inline std::string numberText(std::integral auto value) { return std::to_string(value); }
std::string numberText(double value);
inline std::string numberText(Half value) { return numberText(double(value.value())); }

template <class Op, class T>
const Inst *unary(const Inst *inst, Run &run) {
  put(run, inst->to, Op::of(get<T>(run, inst->in[0])));
  return inst + 1;
}

template <class Op, class T>
const Inst *unaryEach(const Inst *inst, Run &run) {
  for (Slot i = 0; i < inst->count; ++i)
    put(run, inst->to + i * sizeof(T), Op::of(get<T>(run, inst->in[0] + i * sizeof(T))));
  return inst + 1;
}

template <class Op, class T>
concept Refuses = requires(T a, T b) { Op::refuse(a, b); };

/// Components of `in[0]`, which steps by `stepA` bytes, and `in[1]`: a step of 0 repeats a scalar.
template <class Op, class T>
const Inst *pairs(const Inst *inst, Run &run, Slot count, Slot stepA, Slot stepB) {
  for (Slot i = 0; i < count; ++i) {
    T a = get<T>(run, inst->in[0] + i * stepA), b = get<T>(run, inst->in[1] + i * stepB);
    if constexpr (Refuses<Op, T>)
      if (Rule rule = Op::refuse(a, b); rule != Rule::kept) [[unlikely]]
        return stop(run, inst, rule, numberText(a) + " and " + numberText(b));
    auto result = Op::of(a, b);
    put(run, inst->to + i * Slot(sizeof result), result);
  }
  return inst + 1;
}

template <class Op, class T>
const Inst *binary(const Inst *inst, Run &run) {
  return pairs<Op, T>(inst, run, 1, 0, 0);
}
template <class Op, class T>
const Inst *binaryEach(const Inst *inst, Run &run) {
  return pairs<Op, T>(inst, run, inst->count, sizeof(T), sizeof(T));
}
template <class Op, class T>
const Inst *scalarWithEach(const Inst *inst, Run &run) {
  return pairs<Op, T>(inst, run, inst->count, 0, sizeof(T));
}
template <class Op, class T>
const Inst *eachWithScalar(const Inst *inst, Run &run) {
  return pairs<Op, T>(inst, run, inst->count, sizeof(T), 0);
}

template <class Op, class T>
const Inst *ternary(const Inst *inst, Run &run) {
  put(run, inst->to, Op::of(get<T>(run, inst->in[0]), get<T>(run, inst->in[1]), get<T>(run, inst->in[2])));
  return inst + 1;
}

/// `each` for vectors and matrices, `one` for scalars.
inline Handler byShape(const Type &type, Handler one, Handler each) { return type.isScalar() ? one : each; }

}  // namespace mlir_rl::kernel
