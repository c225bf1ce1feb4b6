// Python's operators.

#include <algorithm>
#include <cmath>

#include "mlir_rl/kernel_make/productions/operands.h"

namespace mlir_rl::kernel::make {

namespace {

/// A compound is scaled, or is a product with a matrix of the same side.
Types factors(Maker &m, const Type &result) {
  if (result.isScalar()) return {result, result};
  Type factor = componentType(result);
  bool isMotion = result.isVector() && result.rows == 6;  // a spatial vector, which matrices of 6 rows move
  if (m.draw.chance(isMotion ? 70 : 25) && isFloat(result.scalar)) {
    if (result.isMatrix())
      return {matrixType(result.rows, result.columns, result.scalar),
              matrixType(result.columns, result.columns, result.scalar)};
    Type matrix = matrixType(result.rows, result.rows, result.scalar);
    return m.draw.chance(75) ? Types{matrix, result} : Types{result, matrix};
  }
  return m.draw.chance(65) ? Types{result, factor} : Types{factor, result};
}

Types dividend(Maker &, const Type &result) { return {result, componentType(result)}; }

std::optional<Range> sumRule(const Type &, Operands v) { return sum(v[0].range, v[1].range); }
std::optional<Range> differenceRule(const Type &, Operands v) { return difference(v[0].range, v[1].range); }
std::optional<Range> negationRule(const Type &, Operands v) { return negated(v[0].range); }

std::optional<Range> productRule(const Type &result, Operands v) {
  Range factor = isSame(v) ? squared(v[0].range) : product(v[0].range, v[1].range);
  const Type &a = v[0].type(), &b = v[1].type();
  if (!a.isScalar() && !b.isScalar()) {
    int terms = a.isVector() ? a.rows : a.columns;
    return loosened(scaled(factor, terms), factor.reach() * terms, 2 * terms, result.scalar);
  }
  // C++ computes short unsigned integers as int, which must not overflow either.
  bool isShort = isUnsigned(result.scalar) && bitsOf(result.scalar) < 32;
  return isShort && factor.high > limitsOf(Scalar::i32).high ? std::nullopt : std::optional(factor);
}

/// Whether dividing by it is defined, and for floats does not blow up.
bool divides(const Value &divisor) {
  double margin = isFloat(divisor.scalar()) ? marginOf(divisor.scalar()) : 1;
  return divisor.range.low >= margin || divisor.range.high <= -margin;
}

Range truncated(const Range &a) { return {std::trunc(a.low), std::trunc(a.high)}; }
Range floored(const Range &a) { return {std::floor(a.low), std::floor(a.high)}; }

std::optional<Range> quotientRule(const Type &result, Operands v) {
  if (!divides(v[1])) return std::nullopt;
  Range exact = quotient(v[0].range, v[1].range);
  return isFloat(result.scalar) ? exact : truncated(exact);
}

std::optional<Range> floorRule(const Type &result, Operands v) {
  if (!divides(v[1])) return std::nullopt;
  Range exact = quotient(v[0].range, v[1].range);
  return floored(isFloat(result.scalar) ? loosened(exact, exact.reach(), 1, result.scalar) : exact);
}

std::optional<Range> remainderRule(const Type &result, Operands v) {
  if (!divides(v[1])) return std::nullopt;
  double most = isFloat(result.scalar) ? v[1].range.reach() : v[1].range.reach() - 1;
  Range a = v[0].range;
  return Range{a.low >= 0 ? 0 : std::max(a.low, -most), a.high <= 0 ? 0 : std::min(a.high, most)};
}

double powerOfTwo(double exponent) { return std::ldexp(1.0, int(exponent)); }

bool shifts(const Value &by) { return by.range.low >= 0 && by.range.high < bitsOf(by.scalar()); }

std::optional<Range> leftRule(const Type &, Operands v) {
  if (!shifts(v[1])) return std::nullopt;
  return product(v[0].range, {powerOfTwo(v[1].range.low), powerOfTwo(v[1].range.high)});
}

std::optional<Range> rightRule(const Type &, Operands v) {
  if (!shifts(v[1])) return std::nullopt;
  return floored(product(v[0].range, {powerOfTwo(-v[1].range.high), powerOfTwo(-v[1].range.low)}));
}

/// The bits that values of both ranges need, as a range of their own.
Range bitsCover(const Range &a, const Range &b, Scalar scalar) {
  double most = std::max(a.reach(), b.reach()), cover = 1;
  while (cover <= most) cover *= 2;
  bool negative = a.low < 0 || b.low < 0;
  return *overlap({negative ? -cover : 0, cover - 1}, limitsOf(scalar));
}

std::optional<Range> andRule(const Type &result, Operands v) {
  const Range &a = v[0].range, &b = v[1].range;
  if (a.low >= 0 && b.low >= 0) return Range{0, std::min(a.high, b.high)};
  if (a.low >= 0 || b.low >= 0) return Range{0, a.low >= 0 ? a.high : b.high};
  return bitsCover(a, b, result.scalar);
}

std::optional<Range> orRule(const Type &result, Operands v) { return bitsCover(v[0].range, v[1].range, result.scalar); }

/// Of an integer of the kernel's kind.
Types counted(Maker &m, const Type &result) { return result == kI32 ? Types{scalarType(m.style.integer)} : Types{}; }
std::optional<Range> countRule(const Type &, Operands v) { return Range{0, double(bitsOf(v[0].scalar()))}; }

std::optional<Range> notRule(const Type &result, Operands v) {
  double ones = isSigned(result.scalar) ? -1 : limitsOf(result.scalar).high;
  return Range{ones - v[0].range.high, ones - v[0].range.low};
}

}  // namespace

std::span<const Production> operatorProductions() {
  using enum Domain;
  static const Production rows[] = {
      {Builtin::add, Group::sums, 50, kNumeric, two, sumRule},
      {Builtin::sub, Group::sums, 36, kNumeric, two, differenceRule},
      {Builtin::neg, Group::sums, 6, kReal | kSigned | kCompound, one, negationRule},
      {Builtin::pos, Group::sums, 1, kNumeric, one, sameRange},
      {Builtin::mul, Group::products, 60, kNumeric, factors, productRule},
      {Builtin::div,
       Group::products,
       26,
       kReal | kRealVector | kRealMatrix,
       dividend,
       quotientRule,
       {any, divisor, any}},
      {Builtin::div, Group::products, 8, kWhole | kWholeVector, dividend, quotientRule, {any, divisor, any}},
      {Builtin::floordiv, Group::remainders, 12, kNumber, two, floorRule, {any, divisor, any}},
      {Builtin::mod, Group::remainders, 20, kNumber, two, remainderRule, {any, divisor, any}},
      {Builtin::mod, Group::remainders, 3, kVectors, two, remainderRule, {any, divisor, any}},
      {Builtin::shl, Group::bits, 8, kWhole, two, leftRule, {any, shift, any}},
      {Builtin::shr, Group::bits, 10, kWhole, two, rightRule, {any, shift, any}},
      {Builtin::bitAnd, Group::bits, 12, kWhole, two, andRule},
      {Builtin::bitOr, Group::bits, 8, kWhole, two, orRule},
      {Builtin::bitXor, Group::bits, 12, kWhole, two, orRule},
      {Builtin::bitNot, Group::bits, 8, kWhole, one, notRule},
      {Builtin::bitCount, Group::bits, 6, kSigned, counted, countRule},
      {Builtin::equal, Group::compare, 8, kBoolean, equated, truth},
      {Builtin::notEqual, Group::compare, 6, kBoolean, equated, truth},
      {Builtin::less, Group::compare, 16, kBoolean, compared, truth},
      {Builtin::lessEqual, Group::compare, 8, kBoolean, compared, truth},
      {Builtin::greater, Group::compare, 18, kBoolean, compared, truth},
      {Builtin::greaterEqual, Group::compare, 8, kBoolean, compared, truth},
      {Builtin::logicalAnd, Group::logic, 12, kBoolean, two, truth},
      {Builtin::logicalOr, Group::logic, 9, kBoolean, two, truth},
      {Builtin::logicalNot, Group::logic, 4, kBoolean, one, truth},
  };
  return rows;
}

}  // namespace mlir_rl::kernel::make
