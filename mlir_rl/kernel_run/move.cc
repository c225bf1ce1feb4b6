#include "mlir_rl/kernel_run/move.h"

#include <limits>

namespace mlir_rl::kernel {

namespace {

template <uint32_t Bytes>
void move(std::byte *to, const std::byte *from, const Inst *inst) {
  if constexpr (Bytes > 0)
    std::memcpy(to, from, Bytes);
  else
    std::memmove(to, from, size_t(inst->extra));
}

template <uint32_t Bytes>
const Inst *copy(const Inst *inst, Run &run) {
  move<Bytes>(run.frame + inst->to, run.frame + inst->in[0], inst);
  return inst + 1;
}
template <uint32_t Bytes>
const Inst *load(const Inst *inst, Run &run) {
  move<Bytes>(run.frame + inst->to, get<std::byte *>(run, inst->in[0]) + inst->in[1], inst);
  return inst + 1;
}
template <uint32_t Bytes>
const Inst *store(const Inst *inst, Run &run) {
  move<Bytes>(get<std::byte *>(run, inst->in[1]) + inst->in[2], run.frame + inst->in[0], inst);
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

template <class Index, int Dims>
const Inst *addressOfElement(const Inst *inst, Run &run) {
  std::byte *data = nullptr;
  if (!walk<Index>(inst, run, Dims, data)) [[unlikely]]
    return nullptr;
  put(run, inst->to, data);
  return inst + 1;
}

template <class Index, int Dims, uint32_t Bytes>
const Inst *loadElement(const Inst *inst, Run &run) {
  std::byte *data = nullptr;
  if (!walk<Index>(inst, run, Dims, data)) [[unlikely]]
    return nullptr;
  std::memcpy(run.frame + inst->to, data, Bytes);
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

template <ComponentOf What, bool InMemory>
const Inst *addressOfComponent(const Inst *inst, Run &run) {
  std::byte *whole = (InMemory ? get<std::byte *>(run, inst->in[0]) : run.frame + inst->in[0]) + inst->in[1];
  int32_t row = get<int32_t>(run, inst->in[2]), column = 0;
  if (row < 0 || row >= inst->rows) [[unlikely]]
    return outOfBounds(inst, run, row, 0, inst->rows);
  if constexpr (What == ComponentOf::matrix) {
    column = get<int32_t>(run, inst->in[3]);
    if (column < 0 || column >= inst->columns) [[unlikely]]
      return outOfBounds(inst, run, column, 1, inst->columns);
  }
  int32_t width = What == ComponentOf::vector ? 1 : inst->columns;
  put(run, inst->to, whole + (row * width + column) * int32_t(inst->count));
  return inst + 1;
}

}  // namespace

/// Handlers for 1, 2, 4 and 8 bytes, the sizes of scalars, and for all others.
static Handler bySize(uint32_t bytes, const Handler (&handlers)[5]) {
  switch (bytes) {
    case 1:
      return handlers[0];
    case 2:
      return handlers[1];
    case 4:
      return handlers[2];
    case 8:
      return handlers[3];
    default:
      return handlers[4];
  }
}

template <class Index, int Dims>
static Handler elementLoadOf(uint32_t bytes) {
  return bySize(bytes, {loadElement<Index, Dims, 1>, loadElement<Index, Dims, 2>, loadElement<Index, Dims, 4>,
                        loadElement<Index, Dims, 8>, nullptr});
}

Handler copyOf(uint32_t bytes) { return bySize(bytes, {copy<1>, copy<2>, copy<4>, copy<8>, copy<0>}); }
Handler loadOf(uint32_t bytes) { return bySize(bytes, {load<1>, load<2>, load<4>, load<8>, load<0>}); }
Handler storeOf(uint32_t bytes) { return bySize(bytes, {store<1>, store<2>, store<4>, store<8>, store<0>}); }

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
