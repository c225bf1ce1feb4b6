#include "mlir_rl/kernel_make/range.h"

#include <algorithm>
#include <cmath>

namespace mlir_rl::kernel::make {

Range hull(const Range &a, const Range &b) { return {std::min(a.low, b.low), std::max(a.high, b.high)}; }
Range hull(const Range &a, double value) { return hull(a, {value, value}); }

std::optional<Range> overlap(const Range &a, const Range &b) {
  Range both = {std::max(a.low, b.low), std::min(a.high, b.high)};
  return both.low <= both.high ? std::optional(both) : std::nullopt;
}

Range negated(const Range &a) { return {-a.high, -a.low}; }
Range sum(const Range &a, const Range &b) { return {a.low + b.low, a.high + b.high}; }
Range difference(const Range &a, const Range &b) { return {a.low - b.high, a.high - b.low}; }

Range product(const Range &a, const Range &b) {
  double corners[4] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
  return {*std::min_element(corners, corners + 4), *std::max_element(corners, corners + 4)};
}
Range scaled(const Range &a, double factor) { return product(a, {factor, factor}); }

Range squared(const Range &a) {
  Range size = magnitude(a);
  return {size.low * size.low, size.high * size.high};
}

Range magnitude(const Range &a) {
  if (a.low >= 0) return a;
  return a.high <= 0 ? negated(a) : Range{0, a.reach()};
}

Range quotient(const Range &a, const Range &b) { return product(a, {1 / b.high, 1 / b.low}); }

Range outward(const Range &a) { return {std::floor(a.low * 4096) / 4096, std::ceil(a.high * 4096) / 4096}; }

/// Distance from 1 to the next value.
static double epsilonOf(Scalar scalar) {
  return scalar == Scalar::f16 ? 0x1p-10 : scalar == Scalar::f32 ? 0x1p-23 : 0x1p-52;
}

Range loosened(const Range &a, double reach, int steps, Scalar scalar) {
  double slack = isFloat(scalar) ? reach * steps * epsilonOf(scalar) : 0;
  return {a.low - slack, a.high + slack};
}

Range limitsOf(Scalar scalar) {
  switch (scalar) {
    case Scalar::boolean:
      return {0, 1};
    case Scalar::f16:
      return symmetric(2000);
    case Scalar::f32:
      return symmetric(1e6);
    case Scalar::f64:
      return symmetric(1e8);
    case Scalar::i64:
      return symmetric(0x1p53);
    default:
      break;
  }
  double count = std::ldexp(1.0, bitsOf(scalar));
  if (scalar == Scalar::u64) return {0, count};
  return isSigned(scalar) ? Range{-count / 2, count / 2 - 1} : Range{0, count - 1};
}

std::optional<Range> settled(const Range &exact, Scalar scalar) {
  Range limits = limitsOf(scalar);
  if (!isFloat(scalar)) {
    if (limits.has(exact)) return exact;
    return isUnsigned(scalar) ? std::optional(limits) : std::nullopt;
  }
  // Relative to each bound, so that no bound crosses 0.
  double slack = 4 * epsilonOf(scalar);
  Range rounded = {exact.low - std::abs(exact.low) * slack, exact.high + std::abs(exact.high) * slack};
  return limits.has(rounded) ? std::optional(rounded) : std::nullopt;
}

double marginOf(Scalar scalar) { return scalar == Scalar::f16 ? 0.05 : 0.01; }

}  // namespace mlir_rl::kernel::make
