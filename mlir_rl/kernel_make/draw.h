#pragma once

/// \file
/// Draws from one sequence of random numbers. Statements draw one after the other; no draw stands among the arguments
/// of a call, whose order C++ leaves open.

#include <initializer_list>
#include <span>

#include "mlir_rl/support/seed.h"

namespace mlir_rl::kernel::make {

class Draw {
 public:
  explicit Draw(Random random) : random_(random) {}

  uint64_t bits() { return random_(); }
  /// 0 to bound - 1; bound is above 0.
  int below(int bound) { return int(uniformBelow(random_, uint64_t(bound))); }
  /// Both inclusive.
  int between(int low, int high) { return low + below(high - low + 1); }
  bool chance(int percent) { return below(100) < percent; }
  /// A number of `weights`, each as often as its weight says; some weight is above 0.
  size_t weighted(std::span<const int> weights);

  template <class T>
  T of(std::initializer_list<T> values) {
    return values.begin()[below(int(values.size()))];
  }
  template <class List>
  auto &from(List &list) {
    return list[size_t(below(int(std::size(list))))];
  }

 private:
  Random random_;
};

}  // namespace mlir_rl::kernel::make
