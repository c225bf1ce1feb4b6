// What functions of rigid bodies compute. A spatial vector is two vectors of 3: w, then v.

#include <array>

#include "mlir_rl/kernel_run/handlers.h"
#include "mlir_rl/kernel_run/meaning.h"

namespace mlir_rl::kernel {

namespace {

template <class T>
using Triple = std::array<T, 3>;

constexpr Slot kW = 0, kV = 3;

/// Components `from` to `from` + 2 of operand `which`.
template <class T>
Triple<T> triple(const Inst *inst, Run &run, int which, Slot from) {
  Triple<T> parts;
  for (Slot i = 0; i < 3; ++i) parts[i] = get<T>(run, inst->in[which] + (from + i) * Slot(sizeof(T)));
  return parts;
}

template <class T>
void give(const Inst *inst, Run &run, Slot from, const Triple<T> &parts) {
  for (Slot i = 0; i < 3; ++i) put(run, inst->to + (from + i) * Slot(sizeof(T)), parts[i]);
}

template <class T>
Triple<T> crossed(const Triple<T> &a, const Triple<T> &b) {
  return {minus(times(a[1], b[2]), times(a[2], b[1])), minus(times(a[2], b[0]), times(a[0], b[2])),
          minus(times(a[0], b[1]), times(a[1], b[0]))};
}

template <class T>
Triple<T> added(const Triple<T> &a, const Triple<T> &b) {
  return {plus(a[0], b[0]), plus(a[1], b[1]), plus(a[2], b[2])};
}

template <class T>
const Inst *crossOfMotions(const Inst *inst, Run &run) {
  Triple<T> aw = triple<T>(inst, run, 0, kW), av = triple<T>(inst, run, 0, kV);
  Triple<T> bw = triple<T>(inst, run, 1, kW), bv = triple<T>(inst, run, 1, kV);
  give(inst, run, kW, crossed(aw, bw));
  give(inst, run, kV, added(crossed(av, bw), crossed(aw, bv)));
  return inst + 1;
}

template <class T>
const Inst *crossOfMotionAndForce(const Inst *inst, Run &run) {
  Triple<T> aw = triple<T>(inst, run, 0, kW), av = triple<T>(inst, run, 0, kV);
  Triple<T> bw = triple<T>(inst, run, 1, kW), bv = triple<T>(inst, run, 1, kV);
  give(inst, run, kW, added(crossed(aw, bw), crossed(av, bv)));
  give(inst, run, kV, crossed(aw, bv));
  return inst + 1;
}

template <class T, Slot From>
const Inst *partFrom(const Inst *inst, Run &run) {
  give(inst, run, 0, triple<T>(inst, run, 0, From));
  return inst + 1;
}

/// Row by row; `which` operand each block of 3 rows and columns comes from, or none.
template <class T>
const Inst *adjointOf(const Inst *inst, Run &run) {
  constexpr int which[2][2] = {{0, -1}, {1, 0}};
  for (Slot row = 0; row < 6; ++row)
    for (Slot side = 0; side < 2; ++side) {
      int from = which[row / 3][side];
      give(inst, run, 6 * row + 3 * side, from < 0 ? Triple<T>{} : triple<T>(inst, run, from, 3 * (row % 3)));
    }
  return inst + 1;
}

const Inst *velocityOf(const Inst *inst, Run &run) {
  Triple<float> turning = crossed(triple<float>(inst, run, 0, kW), triple<float>(inst, run, 1, 0));
  give(inst, run, 0, added(triple<float>(inst, run, 0, kV), turning));
  return inst + 1;
}

/// The first 3 rows of a matrix of 4 times (x, y, z, `Last`).
template <class T, int Last>
const Inst *transformed(const Inst *inst, Run &run) {
  Triple<T> v = triple<T>(inst, run, 1, 0), result;
  for (Slot row = 0; row < 3; ++row) {
    Triple<T> m = triple<T>(inst, run, 0, 4 * row);
    T last = get<T>(run, inst->in[0] + (4 * row + 3) * Slot(sizeof(T)));
    T sum = plus(plus(times(m[0], v[0]), times(m[1], v[1])), times(m[2], v[2]));
    result[row] = plus(sum, times(last, narrow<T>(float(Last))));
  }
  give(inst, run, 0, result);
  return inst + 1;
}

}  // namespace

namespace meaning {

Handler spatialDot(const Signature &s) { return dot(s); }

#define BY_FLOAT(id, ...)                                                                          \
  Handler id(const Signature &s) {                                                                 \
    return forFloat(s.operands[0].scalar, []<class T>(Tag<T>) -> Handler { return __VA_ARGS__; }); \
  }

BY_FLOAT(spatialCross, crossOfMotions<T>)
BY_FLOAT(spatialCrossDual, crossOfMotionAndForce<T>)
BY_FLOAT(spatialTop, partFrom<T, kW>)
BY_FLOAT(spatialBottom, partFrom<T, kV>)
BY_FLOAT(spatialAdjoint, adjointOf<T>)
BY_FLOAT(transformPoint, transformed<T, 1>)
BY_FLOAT(transformVector, transformed<T, 0>)

#undef BY_FLOAT

Handler velocityAtPoint(const Signature &) { return velocityOf; }

}  // namespace meaning

}  // namespace mlir_rl::kernel
