#pragma once

/// \file
/// Kernels drawn at random, with what they are launched on.

#include "tests/kernels/agreement.h"
#include "tests/kernels/random_trees.h"

namespace mlir_rl::kernel::testing {

inline Trial randomTrial(uint64_t seed) {
  Trial trial = {.module = RandomTree(seed).module(), .dims = {3}};
  const Function &kernel = trial.module.kernels[0];
  Layout layout(trial.module);
  for (int i = 0; i < kernel.parameters; ++i) {
    const Type &type = kernel.variables[size_t(i)].type;
    std::vector<int32_t> shape = {type.isArray() ? kCells : 1};
    if (type.dims == 2) shape = {4, kCells};
    trial.buffers.push_back(makeBuffer(layout, elementType(type), shape));
    fill(trial.buffers.back(), {.low = -3, .high = 3}, deriveSeed(seed, uint64_t(i)));
  }
  return trial;
}

}  // namespace mlir_rl::kernel::testing
