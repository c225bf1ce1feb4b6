#pragma once

/// \file
/// IEEE 754 half precision as interpreted kernels compute with it: every operation in f32, rounded to f16 at once.

#include <cstdint>

namespace mlir_rl::kernel {

/// 16 bits of a half. Arithmetic stands in arithmetic.h.
struct Half {
  uint16_t bits = 0;

  float value() const;  ///< exact
  /// Rounded to nearest even; beyond 65504 (from 65520 on) infinite.
  static Half of(float value);
  static Half of(double value);  ///< once, not by way of f32
};

}  // namespace mlir_rl::kernel
