#include "mlir_rl/kernel_warp/compare.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace mlir_rl::kernel {

/// The distance from 1 to the next number.
static double epsilonOf(Scalar scalar) {
  return scalar == Scalar::f16 ? 0x1p-10 : scalar == Scalar::f32 ? 0x1p-23 : 0x1p-52;
}

static double largestMagnitude(const Buffer &buffer, size_t leaf) {
  double largest = 0;
  for (int64_t i = 0, end = buffer.elements(); i < end; ++i) {
    double magnitude = std::abs(buffer.value(i, leaf).real);
    if (std::isfinite(magnitude)) largest = std::max(largest, magnitude);
  }
  return largest;
}

static bool isNear(const Buffer &expected, const Buffer &actual, const Difference &difference) {
  size_t leaf = size_t(difference.leaf);
  Scalar scalar = expected.leaves[leaf].scalar;
  if (!isFloat(scalar)) return false;
  double a = expected.value(difference.element, leaf).real, b = actual.value(difference.element, leaf).real;
  return std::abs(a - b) <= kNearUnits * epsilonOf(scalar) * largestMagnitude(expected, leaf);  // false for NaN
}

Comparison compareWithWarp(const std::vector<Buffer> &expected, const std::vector<Buffer> &actual) {
  assert(expected.size() == actual.size());
  Comparison result;
  for (size_t buffer = 0; buffer < expected.size(); ++buffer)
    for (int64_t i = 0, end = expected[buffer].elements(); i < end; ++i)
      for (size_t leaf = 0; leaf < expected[buffer].leaves.size(); ++leaf) {
        std::optional<Difference> found = differenceAt(expected[buffer], actual[buffer], i, leaf);
        if (!found) continue;
        if (!isNear(expected[buffer], actual[buffer], *found)) return {Closeness::different, buffer, found};
        if (!result.difference) result = {Closeness::near, buffer, found};
      }
  return result;
}

}  // namespace mlir_rl::kernel
