#include "mlir_rl/kernel_run/scalar_bits.h"

#include <bit>
#include <cmath>
#include <cstdio>

#include "mlir_rl/kernel_run/half.h"

namespace mlir_rl::kernel {

static uint64_t lowBits(uint64_t bits, int count) { return count == 64 ? bits : bits & ((uint64_t(1) << count) - 1); }

uint64_t literalBits(const Literal &value, Scalar scalar) {
  switch (scalar) {
    case Scalar::boolean:
      return value.integer != 0;
    case Scalar::f16:
      return Half::of(value.real).bits;
    case Scalar::f32:
      return std::bit_cast<uint32_t>(float(value.real));
    case Scalar::f64:
      return std::bit_cast<uint64_t>(value.real);
    default:
      return lowBits(uint64_t(value.integer), bitsOf(scalar));
  }
}

Literal literalOfBits(uint64_t bits, Scalar scalar) {
  int unused = 64 - bitsOf(scalar);
  switch (scalar) {
    case Scalar::boolean:
      return {.integer = lowBits(bits, 8) != 0};
    case Scalar::f16:
      return {.real = Half{uint16_t(bits)}.value()};
    case Scalar::f32:
      return {.real = std::bit_cast<float>(uint32_t(bits))};
    case Scalar::f64:
      return {.real = std::bit_cast<double>(bits)};
    default:
      return {.integer = isSigned(scalar) ? int64_t(bits << unused) >> unused : int64_t(lowBits(bits, bitsOf(scalar)))};
  }
}

uint64_t canonicalBits(uint64_t bits, Scalar scalar) {
  Literal value = literalOfBits(bits, scalar);
  if (scalar == Scalar::boolean) return uint64_t(value.integer);
  if (isFloat(scalar) && std::isnan(value.real)) return literalBits({.real = std::nan("")}, scalar);
  return lowBits(bits, bitsOf(scalar));
}

std::string bitsText(uint64_t bits, Scalar scalar) {
  Literal value = literalOfBits(bits, scalar);
  if (scalar == Scalar::boolean) return value.integer ? "True" : "False";
  if (scalar == Scalar::u64) return std::to_string(uint64_t(value.integer));
  if (!isFloat(scalar)) return std::to_string(value.integer);
  char text[32];
  std::snprintf(text, sizeof text, scalar == Scalar::f64 ? "%.17g" : "%.9g", value.real);
  return text;
}

}  // namespace mlir_rl::kernel
