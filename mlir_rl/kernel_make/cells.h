#pragma once

/// \file
/// Cells of a grid with an element for each thread, and those beside them.

#include <array>

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// What becomes of indices beyond an array.
enum class Border : uint8_t { clamp, wrap };
Border drawBorder(Maker &m);
/// index + by, brought back below the extent; |by| is at most the extent's least size.
Value shifted(Maker &m, const Value &index, int extent, int by, Border border);

/// The thread's indices and those before and after them, in each dimension.
class Around {
 public:
  /// Some array says the space's sizes already.
  Around(Maker &m, Border border);
  /// `by` is -1, 0 or 1.
  const Value &index(size_t dim, int by) const {
    int place = by + 1;
    return indices_[dim][size_t(place)];
  }

 private:
  std::vector<std::array<Value, 3>> indices_;
};

/// The thread's own element of an array on the space.
Value cellOf(Maker &m, const Value &field);
/// Of the cell that lies so far from it in one dimension.
Value cellOf(Maker &m, const Value &field, const Around &around, size_t dim, int by);

}  // namespace mlir_rl::kernel::make
