// What functions of arrays compute. Threads run one after the other, so reading, computing and writing at once is
// atomic.

#include "mlir_rl/kernel_run/handlers.h"
#include "mlir_rl/kernel_run/meaning.h"

namespace mlir_rl::kernel {

namespace {

// clang-format off
struct Add { template <class T> static T of(T a, T b) { return plus(a, b); } };
struct Sub { template <class T> static T of(T a, T b) { return minus(a, b); } };
struct Min { template <class T> static T of(T a, T b) { return lower(a, b); } };
struct Max { template <class T> static T of(T a, T b) { return higher(a, b); } };
struct Exch { template <class T> static T of(T, T b) { return b; } };
struct And { template <class T> static T of(T a, T b) { return T(a & b); } };
struct Or { template <class T> static T of(T a, T b) { return T(a | b); } };
struct Xor { template <class T> static T of(T a, T b) { return T(a ^ b); } };
// clang-format on

/// The address that a slot holds.
std::byte *address(const Run &run, Slot slot) { return get<std::byte *>(run, slot); }

template <class T>
T at(const std::byte *memory) {
  T value;
  std::memcpy(&value, memory, sizeof value);
  return value;
}

/// By components: the old value goes into the result, the new one into memory. The result's slot may be the value's.
template <class Op, class T>
const Inst *atomic(const Inst *inst, Run &run) {
  std::byte *memory = address(run, inst->in[0]);
  for (Slot i = 0; i < inst->count; ++i, memory += sizeof(T)) {
    T old = at<T>(memory), value = Op::of(old, get<T>(run, inst->in[1] + i * Slot(sizeof(T))));
    std::memcpy(memory, &value, sizeof value);
    put(run, inst->to + i * Slot(sizeof(T)), old);
  }
  return inst + 1;
}

template <class T>
const Inst *compareAndSwap(const Inst *inst, Run &run) {
  std::byte *memory = address(run, inst->in[0]);
  T old = at<T>(memory), value = get<T>(run, inst->in[2]);
  if (std::memcmp(memory, run.frame + inst->in[1], sizeof old) == 0) std::memcpy(memory, &value, sizeof value);
  put(run, inst->to, old);
  return inst + 1;
}

template <class Op>
Handler atomicOfNumbers(const Signature &s) {
  return forNumber(s.result.scalar, []<class T>(Tag<T>) -> Handler { return atomic<Op, T>; });
}
template <class Op>
Handler atomicOfIntegers(const Signature &s) {
  return forInteger(s.result.scalar, []<class T>(Tag<T>) -> Handler { return atomic<Op, T>; });
}

/// Of elements [begin, end) of the array in in[0].
template <class T>
const Inst *findLowerBound(const Inst *inst, Run &run, int32_t begin, int32_t end, T value) {
  ArrayView array = get<ArrayView>(run, inst->in[0]);
  if (begin < 0 || end > array.shape[0]) [[unlikely]]
    return stop(run, inst, Rule::indexOutOfBounds,
                "elements " + std::to_string(begin) + " to " + std::to_string(end) + " of an array of " +
                    std::to_string(array.shape[0]));
  int32_t low = begin;
  for (int64_t high = int64_t(end) - 1; low < high;) {
    int32_t middle = int32_t(low + (high - low) / 2);
    bool below = wide(at<T>(array.data + middle * array.strides[0])) < wide(value);
    if (below)
      low = middle + 1;
    else
      high = middle;
  }
  put(run, inst->to, low);
  return inst + 1;
}

template <class T>
const Inst *lowerBoundOfAll(const Inst *inst, Run &run) {
  return findLowerBound<T>(inst, run, 0, get<ArrayView>(run, inst->in[0]).shape[0], get<T>(run, inst->in[1]));
}
template <class T>
const Inst *lowerBoundOfPart(const Inst *inst, Run &run) {
  return findLowerBound<T>(inst, run, get<int32_t>(run, inst->in[1]), get<int32_t>(run, inst->in[2]),
                           get<T>(run, inst->in[3]));
}

const Inst *extent(const Inst *inst, Run &run) {
  put(run, inst->to, get<int32_t>(run, inst->in[0] + offsetof(ArrayView, shape)));
  return inst + 1;
}
const Inst *rowsOf(const Inst *inst, Run &run) {
  put(run, inst->to, int32_t(inst->rows));
  return inst + 1;
}

}  // namespace

namespace meaning {

Handler len(const Signature &s) { return s.operands[0].isArray() ? extent : rowsOf; }
Handler lowerBound(const Signature &s) {
  return forNumber(s.operands[0].scalar, [&]<class T>(Tag<T>) -> Handler {
    return s.operands.size() == 2 ? lowerBoundOfAll<T> : lowerBoundOfPart<T>;
  });
}
Handler atomicAdd(const Signature &s) { return atomicOfNumbers<Add>(s); }
Handler atomicSub(const Signature &s) { return atomicOfNumbers<Sub>(s); }
Handler atomicMin(const Signature &s) { return atomicOfNumbers<Min>(s); }
Handler atomicMax(const Signature &s) { return atomicOfNumbers<Max>(s); }
Handler atomicExch(const Signature &s) { return atomicOfNumbers<Exch>(s); }
Handler atomicCas(const Signature &s) {
  return forNumber(s.result.scalar, []<class T>(Tag<T>) -> Handler { return compareAndSwap<T>; });
}
Handler atomicAnd(const Signature &s) { return atomicOfIntegers<And>(s); }
Handler atomicOr(const Signature &s) { return atomicOfIntegers<Or>(s); }
Handler atomicXor(const Signature &s) { return atomicOfIntegers<Xor>(s); }

}  // namespace meaning

}  // namespace mlir_rl::kernel
