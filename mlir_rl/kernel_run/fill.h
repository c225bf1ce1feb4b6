#pragma once

/// \file
/// Inputs of kernels from a seed.

#include "mlir_rl/kernel_run/buffer.h"

namespace mlir_rl::kernel {

enum class Filling : uint8_t {
  range,  ///< uniform in [low, high], of integers both inclusive, of bools even odds
  zeros,
  ones,
  /// The type's special values in a drawn order: 0, 1, -1, the lowest, the largest; of floats -0 too, the smallest
  /// normal, 2 to the power of the mantissa's width (whole numbers end there), each with both signs, and, when allowed,
  /// the smallest and largest denormals.
  edges,
  sorted,       ///< as range, in rising order over the whole array, from `low` at its start to `high` at its end
  permutation,  ///< `low`, `low` + 1, ... in a drawn order: each index once
  corners,      ///< `low`, `high`, and of 0, -0, 1 and -1 what lies between them, in a drawn order
};

struct FillRule {
  Filling filling = Filling::range;
  double low = -1;
  double high = 1;  ///< both are cut to what the type holds
  bool denormals = false;
  bool operator==(const FillRule &) const = default;
};

/// Every scalar of every element. The same seed gives the same values on every machine.
void fill(Buffer &buffer, const FillRule &rule, uint64_t seed);
/// Scalar number `leaf` of every element; the others stay.
void fillLeaf(Buffer &buffer, size_t leaf, const FillRule &rule, uint64_t seed);

/// What `edges` draws from.
std::vector<Literal> edgesOf(Scalar scalar, bool denormals);

}  // namespace mlir_rl::kernel
