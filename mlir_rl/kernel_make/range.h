#pragma once

/// \file
/// Between which bounds the values of an expression lie: what shows that an operand is in a function's domain, that an
/// integer does not overflow and that a float stays finite.

#include <optional>

#include "mlir_rl/kernel/type.h"

namespace mlir_rl::kernel::make {

/// All values from `low` to `high`; of vectors and matrices, of each component. `low` <= `high`.
struct Range {
  double low = 0;
  double high = 0;

  bool operator==(const Range &) const = default;
  bool has(double value) const { return low <= value && value <= high; }
  bool has(const Range &inner) const { return low <= inner.low && inner.high <= high; }
  double size() const { return high - low; }
  /// The largest magnitude.
  double reach() const { return -low > high ? -low : high; }
};

inline Range symmetric(double reach) { return {-reach, reach}; }
Range hull(const Range &a, const Range &b);
Range hull(const Range &a, double value);
/// What both have; nothing when that is empty.
std::optional<Range> overlap(const Range &a, const Range &b);

Range negated(const Range &a);
Range sum(const Range &a, const Range &b);
Range difference(const Range &a, const Range &b);
Range product(const Range &a, const Range &b);
Range scaled(const Range &a, double factor);
/// Of a times a.
Range squared(const Range &a);
Range magnitude(const Range &a);
/// b does not have 0.
Range quotient(const Range &a, const Range &b);
/// Bounds moved outward to multiples of 2^-12: what libraries' functions give differs in the last bits between
/// machines, and what follows from a range must not.
Range outward(const Range &a);
/// By `steps` roundings of values up to `reach`.
Range loosened(const Range &a, double reach, int steps, Scalar scalar);

/// Every value of an integer type (of 64-bit ones those that a double counts exactly, but all of uint64); for floats
/// what expressions are allowed to reach, far from overflow.
Range limitsOf(Scalar scalar);
/// What one operation gives in a scalar type, from what it gives exactly: floats are rounded, unsigned integers wrap
/// around. Nothing when signed ones might, or when floats might leave their limits.
std::optional<Range> settled(const Range &exact, Scalar scalar);

/// A distance that is far above rounding errors: the least that divisors, and operands of logarithms, keep from 0.
double marginOf(Scalar scalar);

}  // namespace mlir_rl::kernel::make
