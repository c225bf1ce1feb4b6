#pragma once

/// \file
/// Arithmetic on scalars as tree.h says: integers wrap around, floats round once for each operation. T is one of int8_t
/// to uint64_t, Half, float, double; formulas of several operations are written with these functions, so that each of
/// their operations rounds (and f16 after each).

#include <cmath>
#include <concepts>
#include <limits>

#include "mlir_rl/kernel_run/half.h"

namespace mlir_rl::kernel {

/// A value that C++ compares and computes with: f32 for f16, everything else as it is.
inline float wide(Half x) { return x.value(); }
template <class T>
T wide(T x) {
  return x;
}

/// The other way round: rounds to f16, and gives everything else as it is.
template <class T, class W>
T narrow(W x) {
  if constexpr (std::same_as<T, Half>)
    return Half::of(x);
  else
    return T(x);
}

template <class T>
T plus(T a, T b) {
  if constexpr (std::integral<T>)
    return T(uint64_t(a) + uint64_t(b));
  else
    return narrow<T>(wide(a) + wide(b));
}

template <class T>
T minus(T a, T b) {
  if constexpr (std::integral<T>)
    return T(uint64_t(a) - uint64_t(b));
  else
    return narrow<T>(wide(a) - wide(b));
}

template <class T>
T times(T a, T b) {
  if constexpr (std::integral<T>)
    return T(uint64_t(a) * uint64_t(b));
  else
    return narrow<T>(wide(a) * wide(b));
}

/// Of integers: b is neither 0 nor, with the lowest a, -1.
template <class T>
T quotientOf(T a, T b) {
  return narrow<T>(wide(a) / wide(b));
}

template <class T>
T negated(T a) {
  if constexpr (std::integral<T>)
    return T(0 - uint64_t(a));
  else
    return narrow<T>(-wide(a));
}

template <class T>
bool isNanValue(T x) {
  if constexpr (std::integral<T>)
    return false;
  else
    return std::isnan(wide(x));
}

/// A NaN loses; of equal ones the first, 0.0 and -0.0 among them.
template <class T>
T lower(T a, T b) {
  return wide(b) < wide(a) || isNanValue(a) ? b : a;
}
template <class T>
T higher(T a, T b) {
  return wide(b) > wide(a) || isNanValue(a) ? b : a;
}

/// The C library's square root, correctly rounded.
inline Half root(Half x) { return Half::of(std::sqrt(x.value())); }
template <class T>
T root(T x) {
  return std::sqrt(x);
}

}  // namespace mlir_rl::kernel
