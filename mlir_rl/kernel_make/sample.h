#pragma once

/// \file
/// Kernels made up from a seed: a typed grammar grows them, in families. The same seed gives the same kernel on every
/// machine, alone or among others.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "mlir_rl/kernel/tree.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_run/inputs.h"

namespace mlir_rl::kernel {

/// A kernel that keeps every rule of tree.h on its inputs, whatever the order of its threads: no index leaves its
/// array, every loop ends, every float that it writes is finite, and what it writes depends on the inputs.
struct Sample {
  std::string family;
  Module module;                    ///< with one kernel and what it uses
  int kernel = 0;                   ///< its number in the module
  std::vector<LaunchInput> inputs;  ///< three or four, edges of the parameters' ranges among them
};

/// Sample number `index` of a family: a pure function of these three.
Sample makeSample(uint64_t seed, uint64_t index, const KernelFamily &family);

/// The family of an index: each of `among` has the same share, in any n * |among| indices that follow each other.
const KernelFamily &familyOf(uint64_t seed, uint64_t index, std::span<const KernelFamily> among = kernelFamilies());

/// makeSample of familyOf.
Sample makeSample(uint64_t seed, uint64_t index);

}  // namespace mlir_rl::kernel
