// Functions of the C library. Their ranges are moved outward, so that their last bits decide nothing.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "mlir_rl/kernel_make/productions/operands.h"

namespace mlir_rl::kernel::make {

namespace {

/// Of a rising function, where the operand lies in `domain`.
template <double (*Function)(double)>
std::optional<Range> rising(const Range &operand, const Range &domain) {
  if (!domain.has(operand)) return std::nullopt;
  return outward({Function(operand.low), Function(operand.high)});
}

template <double (*Function)(double)>
std::optional<Range> risingRule(const Type &, Operands v) {
  return rising<Function>(v[0].range, symmetric(1e9));
}

std::optional<Range> waveRule(const Type &, Operands v) { return symmetric(1); }
std::optional<Range> tanRule(const Type &, Operands v) { return rising<std::tan>(v[0].range, symmetric(1.5)); }

/// Inverse sines are those of the operand clamped to -1..1.
Range clampedUnit(const Range &a) { return {std::clamp(a.low, -1.0, 1.0), std::clamp(a.high, -1.0, 1.0)}; }
std::optional<Range> asinRule(const Type &, Operands v) {
  return rising<std::asin>(clampedUnit(v[0].range), symmetric(1));
}
std::optional<Range> acosRule(const Type &, Operands v) {
  Range a = clampedUnit(v[0].range);
  return outward({std::acos(a.high), std::acos(a.low)});
}
std::optional<Range> atan2Rule(const Type &, Operands) { return symmetric(3.15); }

std::optional<Range> mildly(double (*function)(double), const Range &a) {
  if (a.reach() > 12) return std::nullopt;
  return outward({function(a.low), function(a.high)});
}
std::optional<Range> expRule(const Type &, Operands v) { return mildly(std::exp, v[0].range); }
std::optional<Range> sinhRule(const Type &, Operands v) { return mildly(std::sinh, v[0].range); }
std::optional<Range> coshRule(const Type &, Operands v) { return mildly(std::cosh, magnitude(v[0].range)); }

template <double (*Function)(double)>
std::optional<Range> logRule(const Type &result, Operands v) {
  return rising<Function>(v[0].range, {marginOf(result.scalar), 1e9});
}
std::optional<Range> sqrtRule(const Type &, Operands v) { return rising<std::sqrt>(v[0].range, {0, 1e18}); }
std::optional<Range> erfcRule(const Type &, Operands v) {
  return outward({std::erfc(v[0].range.high), std::erfc(v[0].range.low)});
}

/// 2 or 3: powers of any base.
bool isWholePower(const Value &exponent) {
  return exponent.expr.kind == ExprKind::literal && (exponent.range.low == 2 || exponent.range.low == 3);
}

std::optional<Range> powerRule(const Type &result, Operands v) {
  const Range &base = v[0].range, &exponent = v[1].range;
  if (isWholePower(v[1])) return exponent.low == 2 ? squared(base) : product(squared(base), base);
  if (base.low < marginOf(result.scalar) || exponent.reach() > 8) return std::nullopt;
  double corners[4] = {std::pow(base.low, exponent.low), std::pow(base.low, exponent.high),
                       std::pow(base.high, exponent.low), std::pow(base.high, exponent.high)};
  return outward({*std::min_element(corners, corners + 4), *std::max_element(corners, corners + 4)});
}

std::optional<Range> degreesRule(const Type &, Operands v) { return scaled(v[0].range, 180 / std::numbers::pi); }
std::optional<Range> radiansRule(const Type &, Operands v) { return scaled(v[0].range, std::numbers::pi / 180); }

}  // namespace

std::span<const Production> mathProductions() {
  using enum Domain;
  static const Production rows[] = {
      {Builtin::sinOf, Group::waves, 20, kReal, one, waveRule, {angle, any, any}},
      {Builtin::cosOf, Group::waves, 20, kReal, one, waveRule, {angle, any, any}},
      {Builtin::tanOf, Group::waves, 4, kReal, one, tanRule, {steep, any, any}},
      {Builtin::asinOf, Group::waves, 4, kReal, one, asinRule, {unit, any, any}},
      {Builtin::acosOf, Group::waves, 4, kReal, one, acosRule, {unit, any, any}},
      {Builtin::atanOf, Group::waves, 6, kReal, one, risingRule<std::atan>},
      {Builtin::atan2Of, Group::waves, 6, kReal, two, atan2Rule},
      {Builtin::degrees, Group::waves, 2, kReal, one, degreesRule},
      {Builtin::radians, Group::waves, 2, kReal, one, radiansRule},
      {Builtin::sinhOf, Group::exponentials, 3, kReal, one, sinhRule, {mild, any, any}},
      {Builtin::coshOf, Group::exponentials, 3, kReal, one, coshRule, {mild, any, any}},
      {Builtin::tanhOf, Group::exponentials, 10, kReal, one, risingRule<std::tanh>},
      {Builtin::expOf, Group::exponentials, 18, kReal, one, expRule, {mild, any, any}},
      {Builtin::logOf, Group::exponentials, 12, kReal, one, logRule<std::log>, {positive, any, any}},
      {Builtin::log2Of, Group::exponentials, 4, kReal, one, logRule<std::log2>, {positive, any, any}},
      {Builtin::log10Of, Group::exponentials, 3, kReal, one, logRule<std::log10>, {positive, any, any}},
      {Builtin::erfOf, Group::exponentials, 3, kReal, one, risingRule<std::erf>},
      {Builtin::erfcOf, Group::exponentials, 2, kReal, one, erfcRule},
      {Builtin::powOf, Group::powers, 8, kReal, two, powerRule, {base, exponent, any}, 1},
      {Builtin::pow, Group::powers, 6, kReal, two, powerRule, {base, exponent, any}, 1},
      {Builtin::sqrtOf, Group::powers, 24, kReal, one, sqrtRule, {whole, any, any}},
      {Builtin::cbrtOf, Group::powers, 4, kReal, one, risingRule<std::cbrt>},
  };
  return rows;
}

}  // namespace mlir_rl::kernel::make
