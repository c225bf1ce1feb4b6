#pragma once

/// \file
/// The sizes of a kernel's problem and what its parameters hold, in words that leave the numbers open: an array has the
/// extents "rows" and "rows + 1", an index lies below "columns". Each input then gets numbers of its own.

#include <vector>

#include "mlir_rl/kernel_make/draw.h"
#include "mlir_rl/kernel_make/value.h"
#include "mlir_rl/kernel_run/inputs.h"

namespace mlir_rl::kernel::make {

/// A size: drawn from `low` to `high`, or base * times * other + plus of extents before it.
struct Extent {
  int low = 1, high = 1;
  int base = kNone;
  int times = 1;
  int other = kNone;
  int plus = 0;
};

/// What a scalar of a parameter holds.
struct Content {
  Filling filling = Filling::range;
  Range range;         ///< unless `extent` says it
  int extent = kNone;  ///< the range ends with this extent's size plus `plus`, and starts with 0
  int plus = 0;
  bool exact = false;  ///< it starts where it ends
};

struct ParameterPlan {
  std::vector<int> dims;          ///< extents of an array
  std::vector<Content> contents;  ///< one for all scalars of an element, or one for each
};

struct LaunchDim {
  int extent = kNone;
  int padding = 0;  ///< most threads beyond it
};

class Plan {
 public:
  int extent(int low, int high);
  int extent(int size) { return extent(size, size); }
  /// base * times + plus.
  int derived(int base, int times, int plus);
  int product(int base, int other);

  int least(int extent) const {
    return value(extent, [](const Extent &e) { return e.low; });
  }
  int most(int extent) const {
    return value(extent, [](const Extent &e) { return e.high; });
  }
  /// Its only size; kNone when it varies.
  int fixed(int extent) const { return least(extent) == most(extent) ? least(extent) : kNone; }
  /// Whether an index below `inner` is always below `outer` too.
  bool covers(int outer, int inner) const;

  std::vector<LaunchDim> launch;

  /// Sizes of all extents: any, or odd ones where there are some.
  std::vector<int> sizes(Draw &draw, bool odd) const;
  std::vector<int> leastSizes() const;

 private:
  template <class Size>
  int value(int extent, const Size &size) const {
    const Extent &e = extents_[size_t(extent)];
    if (e.base == kNone) return size(e);
    return value(e.base, size) * e.times * (e.other == kNone ? 1 : value(e.other, size)) + e.plus;
  }
  template <class Size>
  std::vector<int> all(const Size &size) const;

  std::vector<Extent> extents_;
};

/// Three inputs or four: two drawn from the ranges, one of odd sizes; one of their corners in any order, with the least
/// sizes; and sometimes one in which every parameter holds one corner everywhere.
std::vector<LaunchInput> makeInputs(const Plan &plan, const std::vector<ParameterPlan> &parameters, Draw &draw);

}  // namespace mlir_rl::kernel::make
