#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel/print.h"

namespace mlir_rl::kernel {

/// Digits after the first that the shortest decimal number has that rounds to the value.
static int digitsOf(double value, Scalar scalar) {
  char text[40];
  for (int digits = 0; digits < 16; ++digits) {
    std::snprintf(text, sizeof text, "%.*e", digits, value);
    if (roundTo(scalar, std::strtod(text, nullptr)) == value) return digits;
  }
  return 16;
}

/// The shortest decimal number that rounds to the value, as Python writes a float: with an exponent below 1e-4 and from
/// 1e16 on.
static std::string realText(double value, Scalar scalar) {
  if (std::isnan(value)) return "wp.nan";
  if (std::isinf(value)) return value < 0 ? "-wp.inf" : "wp.inf";
  int digits = digitsOf(value, scalar);
  char text[40];
  std::snprintf(text, sizeof text, "%.*e", digits, value);
  int exponent = std::atoi(std::strchr(text, 'e') + 1);
  if (exponent < -4 || exponent >= 16) return text;
  std::snprintf(text, sizeof text, "%.*f", std::max(digits - exponent, 1), std::strtod(text, nullptr));
  return text;
}

std::string printNumber(const Literal &value, Scalar scalar) {
  if (isFloat(scalar)) return realText(value.real, scalar);
  return scalar == Scalar::u64 ? std::to_string(uint64_t(value.integer)) : std::to_string(value.integer);
}

std::string printLiteral(const Literal &value, const Type &type) {
  if (type.is(Scalar::boolean)) return value.integer ? "True" : "False";
  std::string number = printNumber(value, type.scalar);
  return type == kI32 || type == kF32 ? number : typeText(type) + "(" + number + ")";
}

}  // namespace mlir_rl::kernel
