#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel/print.h"

namespace mlir_rl::kernel {

/// The shortest decimal number that rounds to the value, as Python writes a float.
static std::string realText(double value, Scalar scalar) {
  if (std::isnan(value)) return "wp.nan";
  if (std::isinf(value)) return value < 0 ? "-wp.inf" : "wp.inf";
  char text[40];
  for (int digits = 1; digits <= 17; ++digits) {
    std::snprintf(text, sizeof text, "%.*g", digits, value);
    if (roundTo(scalar, std::strtod(text, nullptr)) == value) break;
  }
  std::string result = text;
  return result.find_first_of(".e") == std::string::npos ? result + ".0" : result;
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
