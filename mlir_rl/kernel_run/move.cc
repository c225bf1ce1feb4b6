#include "mlir_rl/kernel_run/move.h"

#include <limits>

namespace mlir_rl::kernel {

namespace {

/// `move<bytes>` for the sizes of scalars, `move<0>` for all others.
#define BY_SIZE(bytes, move) \
  ((bytes) == 1 ? move<1> : (bytes) == 2 ? move<2> : (bytes) == 4 ? move<4> : (bytes) == 8 ? move<8> : move<0>)

template <uint32_t bytes>
void move(std::byte *to, const std::byte *from, const Inst *inst) {
  if constexpr (bytes > 0)
    std::memcpy(to, from, bytes);
  else
    std::memmove(to, from, size_t(inst->extra));
}

template <uint32_t bytes>
const Inst *copy(const Inst *inst, Run &run) {
  move<bytes>(run.frame + inst->to, run.frame + inst->in[0], inst);
  return inst + 1;
}
template <uint32_t bytes>
const Inst *load(const Inst *inst, Run &run) {
  move<bytes>(run.frame + inst->to, get<std::byte *>(run, inst->in[0]) + inst->in[1], inst);
  return inst + 1;
}
template <uint32_t bytes>
const Inst *store(const Inst *inst, Run &run) {
  move<bytes>(get<std::byte *>(run, inst->in[1]) + inst->in[2], run.frame + inst->in[0], inst);
  return inst + 1;
}

const Inst *outOfBounds(const Inst *inst, Run &run, int64_t index, int dim, int64_t extent) {
  return stop(run, inst, Rule::indexOutOfBounds,
              "index " + std::to_string(index) + " in dimension " + std::to_string(dim) + " of " +
                  (*run.names)[size_t(inst->extra)] + ", which has " + std::to_string(extent));
}

/// Moves `data` on by `count` indices; false, and the launch is stopped, when one is out of bounds.
template <class Index>
bool walk(const Inst *inst, Run &run, int count, std::byte *&data) {
  const Slot array = inst->in[0];
  data = get<std::byte *>(run, array);
  for (int dim = 0; dim < count; ++dim) {
    int64_t index = get<Index>(run, inst->in[1 + dim]);
    int32_t extent = get<int32_t>(run, array + Slot(offsetof(ArrayView, shape)) + 4U * Slot(dim));
    if (index < 0 || index >= extent) [[unlikely]] {
      outOfBounds(inst, run, index, dim, extent);
      return false;
    }
    data += index * get<int64_t>(run, array + Slot(offsetof(ArrayView, strides)) + 8U * Slot(dim));
  }
  return true;
}

template <class Index, int dims>
const Inst *addressOfElement(const Inst *inst, Run &run) {
  std::byte *data = nullptr;
  if (!walk<Index>(inst, run, dims, data)) [[unlikely]]
    return nullptr;
  put(run, inst->to, data);
  return inst + 1;
}

template <class Index, int dims, uint32_t bytes>
const Inst *loadElement(const Inst *inst, Run &run) {
  std::byte *data = nullptr;
  if (!walk<Index>(inst, run, dims, data)) [[unlikely]]
    return nullptr;
  std::memcpy(run.frame + inst->to, data, bytes);
  return inst + 1;
}

template <class Index>
const Inst *viewElement(const Inst *inst, Run &run) {
  ArrayView array = get<ArrayView>(run, inst->in[0]), view;
  if (!walk<Index>(inst, run, inst->rows, view.data)) [[unlikely]]
    return nullptr;
  for (int dim = inst->rows; dim < inst->columns; ++dim) {
    view.shape[dim - inst->rows] = array.shape[dim];
    view.strides[dim - inst->rows] = array.strides[dim];
  }
  put(run, inst->to, view);
  return inst + 1;
}

template <class From>
const Inst *widen(const Inst *inst, Run &run) {
  From index = get<From>(run, inst->in[0]);
  constexpr int64_t kHighest = std::numeric_limits<int64_t>::max();
  bool fits = std::is_signed_v<From> || uint64_t(index) <= uint64_t(kHighest);
  put(run, inst->to, fits ? int64_t(index) : kHighest);
  return inst + 1;
}

template <ComponentOf what, bool inMemory>
const Inst *addressOfComponent(const Inst *inst, Run &run) {
  std::byte *whole = (inMemory ? get<std::byte *>(run, inst->in[0]) : run.frame + inst->in[0]) + inst->in[1];
  int32_t row = get<int32_t>(run, inst->in[2]), column = 0;
  if (row < 0 || row >= inst->rows) [[unlikely]]
    return outOfBounds(inst, run, row, 0, inst->rows);
  if constexpr (what == ComponentOf::matrix) {
    column = get<int32_t>(run, inst->in[3]);
    if (column < 0 || column >= inst->columns) [[unlikely]]
      return outOfBounds(inst, run, column, 1, inst->columns);
  }
  int32_t width = what == ComponentOf::vector ? 1 : inst->columns;
  put(run, inst->to, whole + (row * width + column) * int32_t(inst->count));
  return inst + 1;
}

template <class Index, int dims>
Handler elementLoadOf(uint32_t bytes) {
  switch (bytes) {
    case 1:
      return loadElement<Index, dims, 1>;
    case 2:
      return loadElement<Index, dims, 2>;
    case 4:
      return loadElement<Index, dims, 4>;
    case 8:
      return loadElement<Index, dims, 8>;
    default:
      return nullptr;
  }
}

}  // namespace

Handler copyOf(uint32_t bytes) { return BY_SIZE(bytes, copy); }
Handler loadOf(uint32_t bytes) { return BY_SIZE(bytes, load); }
Handler storeOf(uint32_t bytes) { return BY_SIZE(bytes, store); }

const Inst *addressOfSlot(const Inst *inst, Run &run) {
  put(run, inst->to, run.frame + inst->in[0] + inst->in[1]);
  return inst + 1;
}

const Inst *addressFurther(const Inst *inst, Run &run) {
  put(run, inst->to, get<std::byte *>(run, inst->in[0]) + inst->in[1]);
  return inst + 1;
}

Handler wideIndex(Scalar scalar) {
  static constexpr Handler all[] = {widen<int8_t>,  widen<int16_t>,  widen<int32_t>,  widen<int64_t>,
                                    widen<uint8_t>, widen<uint16_t>, widen<uint32_t>, widen<uint64_t>};
  assert(isInteger(scalar));
  return all[int(scalar) - int(Scalar::i8)];
}

Handler elementAddress(int dims, IndexType type) {
  static constexpr Handler all[2][kMaxArrayDims] = {{addressOfElement<int32_t, 1>, addressOfElement<int32_t, 2>,
                                                     addressOfElement<int32_t, 3>, addressOfElement<int32_t, 4>},
                                                    {addressOfElement<int64_t, 1>, addressOfElement<int64_t, 2>,
                                                     addressOfElement<int64_t, 3>, addressOfElement<int64_t, 4>}};
  return all[int(type)][dims - 1];
}

Handler elementLoad(int dims, IndexType type, uint32_t bytes) {
  using Choose = Handler (*)(uint32_t);
  static constexpr Choose all[2][kMaxArrayDims] = {
      {elementLoadOf<int32_t, 1>, elementLoadOf<int32_t, 2>, elementLoadOf<int32_t, 3>, elementLoadOf<int32_t, 4>},
      {elementLoadOf<int64_t, 1>, elementLoadOf<int64_t, 2>, elementLoadOf<int64_t, 3>, elementLoadOf<int64_t, 4>}};
  return all[int(type)][dims - 1](bytes);
}

Handler elementView(IndexType type) { return type == IndexType::i32 ? viewElement<int32_t> : viewElement<int64_t>; }

Handler componentAddress(ComponentOf what, bool inMemory) {
  static constexpr Handler all[3][2] = {
      {addressOfComponent<ComponentOf::vector, false>, addressOfComponent<ComponentOf::vector, true>},
      {addressOfComponent<ComponentOf::matrix, false>, addressOfComponent<ComponentOf::matrix, true>},
      {addressOfComponent<ComponentOf::row, false>, addressOfComponent<ComponentOf::row, true>}};
  return all[int(what)][inMemory];
}

}  // namespace mlir_rl::kernel
