// Functions of scalars that are exact: extremes, signs, choices, rounding.

#include <algorithm>
#include <cmath>

#include "mlir_rl/kernel_make/productions/operands.h"

namespace mlir_rl::kernel::make {

namespace {

Range lowerOf(const Range &a, const Range &b) { return {std::min(a.low, b.low), std::min(a.high, b.high)}; }
Range higherOf(const Range &a, const Range &b) { return {std::max(a.low, b.low), std::max(a.high, b.high)}; }

/// Two of the result's type; a number may be that of a vector's components.
Types extremes(Maker &m, const Type &result) {
  bool ofVector = result.isScalar() && m.draw.chance(8);
  return ofVector ? Types{vectorType(m.style.extent, result.scalar)} : Types{result, result};
}

std::optional<Range> minRule(const Type &, Operands v) {
  return v.size() == 1 ? v[0].range : lowerOf(v[0].range, v[1].range);
}
std::optional<Range> maxRule(const Type &, Operands v) {
  return v.size() == 1 ? v[0].range : higherOf(v[0].range, v[1].range);
}
std::optional<Range> clampRule(const Type &, Operands v) {
  return lowerOf(higherOf(v[0].range, v[1].range), v[2].range);
}
std::optional<Range> absRule(const Type &, Operands v) { return magnitude(v[0].range); }
std::optional<Range> signRule(const Type &result, Operands) { return Range{isUnsigned(result.scalar) ? 1.0 : -1.0, 1}; }
std::optional<Range> copysignRule(const Type &, Operands v) { return symmetric(v[0].range.reach()); }

std::optional<Range> roundRule(const Type &, Operands v) {
  return Range{std::round(v[0].range.low), std::round(v[0].range.high)};
}
std::optional<Range> rintRule(const Type &, Operands v) {
  return Range{std::floor(v[0].range.low + 0.5) - 1, std::floor(v[0].range.high + 0.5)};
}
std::optional<Range> truncRule(const Type &, Operands v) {
  return Range{std::trunc(v[0].range.low), std::trunc(v[0].range.high)};
}
std::optional<Range> floorRule(const Type &, Operands v) {
  return Range{std::floor(v[0].range.low), std::floor(v[0].range.high)};
}
std::optional<Range> ceilRule(const Type &, Operands v) {
  return Range{std::ceil(v[0].range.low), std::ceil(v[0].range.high)};
}
std::optional<Range> fracRule(const Type &, Operands v) {
  return overlap({v[0].range.low < 0 ? -1.0 : 0.0, v[0].range.high > 0 ? 1.0 : 0.0},
                 {std::min(v[0].range.low, 0.0), std::max(v[0].range.high, 0.0)});
}

Types blended(Maker &, const Type &result) { return {result, result, componentType(result)}; }

std::optional<Range> lerpRule(const Type &result, Operands v) {
  Range ends = hull(v[0].range, v[1].range);
  return loosened(ends, ends.reach(), 4, result.scalar);
}
std::optional<Range> smoothstepRule(const Type &result, Operands v) {
  if (v[1].range.low - v[0].range.high < marginOf(result.scalar)) return std::nullopt;
  return Range{0, loosened({0, 1}, 1, 8, result.scalar).high};
}
std::optional<Range> whereRule(const Type &, Operands v) { return hull(v[1].range, v[2].range); }

}  // namespace

std::span<const Production> scalarProductions() {
  using enum Domain;
  static const Production rows[] = {
      {Builtin::minOf, Group::extremes, 20, kNumber | kVectors, extremes, minRule},
      {Builtin::maxOf, Group::extremes, 22, kNumber | kVectors, extremes, maxRule},
      {Builtin::clamp, Group::extremes, 14, kNumber, three, clampRule, {any, lowEdge, highEdge}},
      {Builtin::absOf, Group::signs, 20, kReal | kSigned | kVectors, one, absRule},
      {Builtin::sign, Group::signs, 8, kReal | kSigned | kVectors, one, signRule},
      {Builtin::copysign, Group::signs, 4, kReal, two, copysignRule},
      {Builtin::step, Group::signs, 4, kReal | kSigned, one, truth},
      {Builtin::nonzero, Group::signs, 4, kNumber, one, truth},
      {Builtin::roundOf, Group::rounding, 6, kReal, one, roundRule},
      {Builtin::rintOf, Group::rounding, 3, kReal, one, rintRule},
      {Builtin::truncOf, Group::rounding, 4, kReal, one, truncRule},
      {Builtin::floorOf, Group::rounding, 10, kReal, one, floorRule},
      {Builtin::ceilOf, Group::rounding, 6, kReal, one, ceilRule},
      {Builtin::frac, Group::rounding, 6, kReal, one, fracRule},
      {Builtin::lerp, Group::blends, 14, kReal | kRealVector | kRealMatrix, blended, lerpRule, {any, any, fraction}},
      {Builtin::smoothstep, Group::blends, 8, kReal, three, smoothstepRule, {lowEdge, highEdge, any}, 2},
      {Builtin::where, Group::blends, 14, kNumeric, choiceTypes, whereRule},
      {Builtin::isFinite, Group::compare, 0, kBoolean, oneReal, truth},
      {Builtin::isNan, Group::compare, 0, kBoolean, oneReal, truth},
      {Builtin::isInf, Group::compare, 0, kBoolean, oneReal, truth},
  };
  return rows;
}

}  // namespace mlir_rl::kernel::make
