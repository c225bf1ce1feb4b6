#pragma once

/// \file
/// How a kernel's threads find their place.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// Extents of a space that suits kernels of so many dimensions.
std::vector<int> drawExtents(Maker &m, int dims);

struct ThreadPlan {
  std::vector<int> extents;
  bool guarded = false;  ///< more threads than elements may run; those beyond return at once
  bool flat = false;     ///< a launch of one dimension, whose index is taken apart
  std::vector<std::string> names = {};
};
/// Index, size and guard as the kernel draws them. Sets the kernel's space.
void enter(Maker &m, const ThreadPlan &plan);
/// The same with extents and manner drawn.
void enter(Maker &m, int dims);

/// Names of extents, for parameters that hold them: {"rows", "cols"}.
std::vector<std::string> sizeNames(Draw &draw, size_t dims);

}  // namespace mlir_rl::kernel::make
