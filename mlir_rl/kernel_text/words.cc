#include "mlir_rl/kernel_text/words.h"

#include <cmath>
#include <limits>

#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel/print.h"

namespace mlir_rl::kernel::text {

const char *scalarWord(Target target, Scalar scalar) {
  // In the order of Scalar.
  static constexpr const char *cpp[] = {"bool",     "int8_t",   "int16_t",  "int",  "int64_t", "uint8_t",
                                        "uint16_t", "uint32_t", "uint64_t", "half", "float",   "double"};
  static constexpr const char *cuda[] = {
      "bool",         "signed char",        "short", "int",   "long long", "unsigned char", "unsigned short",
      "unsigned int", "unsigned long long", "half",  "float", "double"};
  return (target == Target::cpp ? cpp : cuda)[size_t(scalar)];
}

const char *functionWord(Target target) { return target == Target::cpp ? "" : "__device__ "; }

Scalar computedAs(Scalar scalar) { return scalar == Scalar::f16 ? Scalar::f32 : scalar; }

Text widened(Scalar scalar, const Text &a) {
  if (scalar != Scalar::f16) return a;
  return a.bare.empty() ? call("float", {a}) : Text{a.bare, a.bare[0] == '-' ? Binding::unary : Binding::atom};
}

Text rounded(Scalar scalar, const Text &a) { return scalar == Scalar::f16 ? call("half", {a}) : a; }

/// A number as it is spelled, which binds less tightly with a minus.
static Text spelled(const std::string &number) { return {number, number[0] == '-' ? Binding::unary : Binding::atom}; }

/// Infinities and NaN of a type, computed as that.
static Text specialText(Target target, double value, Scalar scalar) {
  bool isNan = std::isnan(value);
  std::string word = scalarWord(target, scalar);
  Text text = {"std::numeric_limits<" + word + ">::" + (isNan ? "quiet_NaN()" : "infinity()")};
  if (target == Target::cuda) {
    const char *single = isNan ? "0x7fc00000" : "0x7f800000";
    const char *twice = isNan ? "0x7ff8000000000000ll" : "0x7ff0000000000000ll";
    text = {"__builtin_bit_cast(" + word + ", " + (scalar == Scalar::f32 ? single : twice) + ")"};
  }
  return value < 0 ? prefix("-", text) : text;
}

static Text realText(Target target, const Literal &value, Scalar scalar) {
  Scalar wide = computedAs(scalar);
  Text text = std::isfinite(value.real) ? spelled(printNumber(value, scalar) + (wide == Scalar::f32 ? "f" : ""))
                                        : specialText(target, value.real, wide);
  if (scalar != Scalar::f16) return text;
  return {"half(" + text.text + ")", Binding::atom, text.text};
}

/// The lowest integers are no literals of C++: their positive halves do not fit.
static Text lowestText(Target target, Scalar scalar) {
  bool isCpp = target == Target::cpp;
  std::string number = scalar == Scalar::i32 ? "-2147483647 - 1"
                       : isCpp               ? "-9223372036854775807 - 1"
                                             : "-9223372036854775807ll - 1";
  std::string word = isCpp && scalar == Scalar::i64 ? scalarWord(target, scalar) : "";
  return {word + "(" + number + ")", Binding::atom, number};
}

static Text integerText(Target target, const Literal &value, Scalar scalar) {
  bool is64 = bitsOf(scalar) == 64;
  bool isLowest = value.integer == (is64 ? std::numeric_limits<int64_t>::min() : std::numeric_limits<int32_t>::min());
  if (isLowest && isSigned(scalar) && bitsOf(scalar) >= 32) return lowestText(target, scalar);
  std::string number = printNumber(value, scalar);
  if (scalar == Scalar::i32) return spelled(number);
  if (scalar == Scalar::u32) return {number + "u"};
  bool isHuge = is64 && !isSigned(scalar) && value.integer < 0;
  Text text = spelled(number + (isSigned(scalar) ? "ll" : "ull"));
  if (!is64 || target == Target::cpp)
    text = converted(scalarWord(target, scalar), {number + (isHuge ? "u" : ""), spelled(number).binding});
  text.bare = isHuge ? "" : number;
  return text;
}

Text literalText(Target target, const Literal &value, Scalar scalar) {
  if (scalar == Scalar::boolean) return {value.integer ? "true" : "false"};
  return isFloat(scalar) ? realText(target, value, scalar) : integerText(target, value, scalar);
}

Text numberText(Target target, double value, Scalar scalar) {
  bool real = isFloat(scalar);
  return literalText(target, {.integer = real ? 0 : int64_t(value), .real = real ? roundTo(scalar, value) : 0}, scalar);
}

}  // namespace mlir_rl::kernel::text
