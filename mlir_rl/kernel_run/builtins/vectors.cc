// What functions of vectors compute. Sums start with their first term.

#include "mlir_rl/kernel_run/handlers.h"
#include "mlir_rl/kernel_run/meaning.h"

namespace mlir_rl::kernel {

namespace {

/// Component i of operand `which`.
template <class T>
T part(const Inst *inst, Run &run, int which, Slot i) {
  return get<T>(run, inst->in[which] + i * Slot(sizeof(T)));
}

template <class T>
void give(const Inst *inst, Run &run, Slot i, T value) {
  put(run, inst->to + i * Slot(sizeof(T)), value);
}

template <class T>
T sumOfProducts(const Inst *inst, Run &run, int a, int b) {
  T sum = times(part<T>(inst, run, a, 0), part<T>(inst, run, b, 0));
  for (Slot i = 1; i < inst->count; ++i) sum = plus(sum, times(part<T>(inst, run, a, i), part<T>(inst, run, b, i)));
  return sum;
}

template <class T>
const Inst *dotOf(const Inst *inst, Run &run) {
  put(run, inst->to, sumOfProducts<T>(inst, run, 0, 1));
  return inst + 1;
}
template <class T>
const Inst *squareOf(const Inst *inst, Run &run) {
  put(run, inst->to, sumOfProducts<T>(inst, run, 0, 0));
  return inst + 1;
}
template <class T>
const Inst *lengthOf(const Inst *inst, Run &run) {
  put(run, inst->to, root(sumOfProducts<T>(inst, run, 0, 0)));
  return inst + 1;
}

template <class T>
const Inst *normalizeOf(const Inst *inst, Run &run) {
  T size = root(sumOfProducts<T>(inst, run, 0, 0));
  for (Slot i = 0; i < inst->count; ++i)
    give(inst, run, i, wide(size) == 0 ? T{} : quotientOf(part<T>(inst, run, 0, i), size));
  return inst + 1;
}

template <class T>
const Inst *crossOf(const Inst *inst, Run &run) {
  for (Slot i = 0; i < 3; ++i) {
    Slot j = (i + 1) % 3, k = (i + 2) % 3;
    give(inst, run, i,
         minus(times(part<T>(inst, run, 0, j), part<T>(inst, run, 1, k)),
               times(part<T>(inst, run, 0, k), part<T>(inst, run, 1, j))));
  }
  return inst + 1;
}

template <class T>
const Inst *outerOf(const Inst *inst, Run &run) {
  Slot columns = inst->count / inst->rows;
  for (Slot i = 0; i < inst->count; ++i)
    give(inst, run, i, times(part<T>(inst, run, 0, i / columns), part<T>(inst, run, 1, i % columns)));
  return inst + 1;
}

template <class T>
const Inst *skewOf(const Inst *inst, Run &run) {
  T x = part<T>(inst, run, 0, 0), y = part<T>(inst, run, 0, 1), z = part<T>(inst, run, 0, 2), zero = {};
  T values[] = {zero, negated(z), y, z, zero, negated(x), negated(y), x, zero};
  for (Slot i = 0; i < 9; ++i) give(inst, run, i, values[i]);
  return inst + 1;
}

struct IsLower {
  template <class T>
  static bool of(T a, T b) {
    return wide(a) < wide(b);
  }
};
struct IsHigher {
  template <class T>
  static bool of(T a, T b) {
    return wide(a) > wide(b);
  }
};

template <class Better, class T>
const Inst *indexOfBest(const Inst *inst, Run &run) {
  uint32_t best = 0;
  for (Slot i = 1; i < inst->count; ++i) {
    T candidate = part<T>(inst, run, 0, i), current = part<T>(inst, run, 0, best);
    bool replacesNan = isNanValue(current) && !isNanValue(candidate);
    if (replacesNan || Better::of(candidate, current)) best = i;
  }
  put(run, inst->to, best);
  return inst + 1;
}

}  // namespace

namespace meaning {

/// FUNCTION<T> for the scalar T of operand 0.
#define BY_SCALAR(id, choose, ...)                                                               \
  Handler id(const Signature &s) {                                                               \
    return choose(s.operands[0].scalar, []<class T>(Tag<T>) -> Handler { return __VA_ARGS__; }); \
  }

BY_SCALAR(dot, forNumber, dotOf<T>)
BY_SCALAR(ddot, forNumber, dotOf<T>)
BY_SCALAR(cross, forNumber, crossOf<T>)
BY_SCALAR(outer, forNumber, outerOf<T>)
BY_SCALAR(skew, forNumber, skewOf<T>)
BY_SCALAR(length, forFloat, lengthOf<T>)
BY_SCALAR(lengthSq, forNumber, squareOf<T>)
BY_SCALAR(normalize, forFloat, normalizeOf<T>)
BY_SCALAR(argmin, forNumber, indexOfBest<IsLower, T>)
BY_SCALAR(argmax, forNumber, indexOfBest<IsHigher, T>)

#undef BY_SCALAR

}  // namespace meaning

}  // namespace mlir_rl::kernel
