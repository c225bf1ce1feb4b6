#pragma once

/// \file
/// Calls a function with the C++ type of a float element type.

#include <bit>
#include <cstdint>
#include <limits>

#include "mlir_rl/flow/op_summary.h"

namespace mlir_rl {

struct Bf16 {
  uint16_t bits;
  explicit operator double() const { return double(std::bit_cast<float>(uint32_t(bits) << 16)); }
};

/// Distance of 1 to the next number.
template <class T>
constexpr double epsilonOf() {
  return double(std::numeric_limits<T>::epsilon());
}
template <>
constexpr double epsilonOf<_Float16>() {
  return 0x1p-10;
}
template <>
constexpr double epsilonOf<Bf16>() {
  return 0x1p-7;
}

/// Whether the type is a float; then `function` was called with a null pointer to it.
template <class Function>
bool withFloatType(ElementType type, Function function) {
  switch (type) {
    case ElementType::f16:
      function(static_cast<_Float16 *>(nullptr));
      return true;
    case ElementType::bf16:
      function(static_cast<Bf16 *>(nullptr));
      return true;
    case ElementType::f32:
      function(static_cast<float *>(nullptr));
      return true;
    case ElementType::f64:
      function(static_cast<double *>(nullptr));
      return true;
    default:
      return false;
  }
}

}  // namespace mlir_rl
