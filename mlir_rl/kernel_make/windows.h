#pragma once

/// \file
/// Windows around a thread's own element: a loop over the steps in each dimension, and weights for them.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

struct Window {
  size_t dims = 1;
  int radius = 1;  ///< steps go from -radius to radius

  int width() const { return 2 * radius + 1; }
  /// How many steps there are.
  int size() const;
};

/// for dy in range(-1, 2): for dx in range(-1, 2): ...; `visit` gets one step for each dimension.
void forSteps(Maker &m, const Window &window, const std::function<void(const Values &steps)> &visit);
/// A new input with a weight for each step.
Value addWeights(Maker &m, const Window &window, const Type &element);
Value weightOf(Maker &m, const Value &weights, const Window &window, const Values &steps);

}  // namespace mlir_rl::kernel::make
