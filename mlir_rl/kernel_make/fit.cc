#include "mlir_rl/kernel_make/fit.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "mlir_rl/kernel/literal.h"

namespace mlir_rl::kernel::make {

namespace {

/// Steps of numbers that are short to write, as fractions: coarse ones first.
struct Step {
  double times, over;
};
constexpr Step kSteps[] = {{100000, 1}, {10000, 1}, {1000, 1}, {100, 1}, {10, 1}, {5, 1},   {1, 1},
                           {1, 2},      {1, 4},     {1, 10},   {1, 20},  {1, 50}, {1, 100}, {1, 1000}};
constexpr size_t kWholeSteps = 7;

/// Values of the range that are multiples of the step: first and last of their numbers.
struct Multiples {
  int64_t first, last;
  bool enough() const { return last - first >= 2; }
};
Multiples multiplesIn(const Range &range, const Step &step) {
  return {int64_t(std::ceil(range.low * step.over / step.times)),
          int64_t(std::floor(range.high * step.over / step.times))};
}

double middleOf(const Range &range, Scalar scalar) {
  double middle = range.low + range.size() / 2;
  return isFloat(scalar) ? roundTo(scalar, middle) : std::floor(middle);
}

}  // namespace

double shortNumber(Draw &draw, const Range &range, Scalar scalar) {
  size_t count = isFloat(scalar) ? std::size(kSteps) : kWholeSteps, coarsest = 0;
  while (coarsest + 1 < count && !multiplesIn(range, kSteps[coarsest]).enough()) ++coarsest;
  size_t chosen = std::min(coarsest + size_t(draw.of({0, 0, 0, 1, 1, 2})), count - 1);
  Multiples multiples = multiplesIn(range, kSteps[chosen]);
  if (multiples.last < multiples.first) return middleOf(range, scalar);
  int64_t span = std::min<int64_t>(multiples.last - multiples.first, 1 << 30);
  double value = double(multiples.first + draw.between(0, int(span))) * kSteps[chosen].times / kSteps[chosen].over;
  if (isFloat(scalar)) value = roundTo(scalar, value);
  return range.has(value) ? value : middleOf(range, scalar);
}

namespace {

/// Which sides of the range the value leaves.
bool leavesBelow(const Value &value, const Range &range) { return value.range.low < range.low; }
bool leavesAbove(const Value &value, const Range &range) { return value.range.high > range.high; }

/// A bound to clamp to, short to write: between one end of what can be kept and the middle of what is usual.
double boundNear(Draw &draw, double end, double middle, Scalar scalar) {
  double inner = end + (middle - end) / 4;
  return shortNumber(draw, {std::min(end, inner), std::max(end, inner)}, scalar);
}

/// By wp.min, wp.max or wp.clamp; nothing when too little of the value would be left.
std::optional<Value> clamped(Maker &m, const Value &value, const Range &range) {
  Range usual = value.usual();
  std::optional<Range> kept = overlap(value.range, range), left = overlap(usual, range);
  if (!left || left->size() <= usual.size() / 3) return std::nullopt;
  bool below = leavesBelow(value, range), above = leavesAbove(value, range);
  double middle = left->low + left->size() / 2;
  Value low = number(value.type(), below ? boundNear(m.draw, kept->low, middle, value.scalar()) : 0);
  Value high = number(value.type(), above ? boundNear(m.draw, kept->high, middle, value.scalar()) : 0);
  if (below && above && value.type().isScalar() && low.range.low < high.range.low)
    return combine(Builtin::clamp, {value, low, high});
  Value cut = below ? surely(Builtin::maxOf, {value, low}) : value;
  return above ? combine(Builtin::minOf, {cut, high}) : cut;
}

/// Times a short factor, or divided by a whole number.
std::optional<Value> shrunk(Maker &m, const Value &value, const Range &range) {
  static constexpr double factors[] = {0.5, 0.25, 0.2, 0.1, 0.05, 0.02, 0.01, 0.001};
  for (double factor : factors) {
    if (!range.has(loosened(scaled(value.range, factor), value.range.reach() * factor, 4, value.scalar()))) continue;
    Type type = componentType(value.type());
    bool divides = factor != 0.001 && m.draw.chance(30);
    return divides ? combine(Builtin::div, {value, number(type, std::round(1 / factor))})
                   : combine(Builtin::mul, {value, number(type, factor)});
  }
  return std::nullopt;
}

/// By tanh or a sine, times a short factor, around a short middle.
std::optional<Value> squashed(Maker &m, const Value &value, const Range &range) {
  if (!value.type().isScalar() || value.range.reach() > 1e4) return std::nullopt;
  Builtin row =
      value.range.reach() < 12 && m.draw.chance(50) ? Builtin::tanhOf : m.draw.of({Builtin::sinOf, Builtin::cosOf});
  std::optional<Value> wave = combine(row, {value});
  if (!wave || range.has(wave->range)) return wave;
  double middle =
      shortNumber(m.draw, {range.low + range.size() * 0.4, range.high - range.size() * 0.4}, value.scalar());
  double reach = std::min(middle - range.low, range.high - middle) * 0.99;
  Value factor = number(value.type(), shortNumber(m.draw, {reach / 2, reach}, value.scalar()));
  std::optional<Value> scaled = combine(Builtin::mul, {factor, *wave});
  if (!scaled || middle == 0) return scaled;
  return combine(Builtin::add, {number(value.type(), middle), *scaled});
}

/// The largest power of two, less 1, that the range has.
double maskIn(const Range &range) {
  double ones = 1;
  while (ones * 2 + 1 <= range.high && ones < 0x1p30) ones = ones * 2 + 1;
  return ones;
}

/// Of integers: a remainder, or some bits.
std::optional<Value> reduced(Maker &m, const Value &value, const Range &range) {
  if (range.low > 0 || range.high < 1) return std::nullopt;
  if (value.type().isScalar() && m.draw.chance(35))
    return combine(Builtin::bitAnd, {value, number(value.type(), maskIn(range))});
  double most = std::min(range.high + 1, 1e6);
  Value base = number(value.type(), shortNumber(m.draw, {std::max(2.0, std::floor(most * 0.6)), most}, value.scalar()));
  if (value.range.low >= 0) return combine(Builtin::mod, {value, base});
  std::optional<Value> size = combine(Builtin::absOf, {value});
  return size ? combine(Builtin::mod, {*size, base}) : std::nullopt;
}

/// Whatever the value and the range are: cut at short numbers near the range's ends.
Value forced(Maker &m, const Value &value, const Range &range) {
  double part = isFloat(value.scalar()) ? range.size() / 4 : 0;
  double low = shortNumber(m.draw, {range.low, range.low + part}, value.scalar());
  double high = shortNumber(m.draw, {range.high - part, range.high}, value.scalar());
  if (!isFloat(value.scalar())) low = std::ceil(range.low), high = std::floor(range.high);
  Value cut = value;
  if (leavesBelow(value, range)) cut = surely(Builtin::maxOf, {cut, number(value.type(), low)});
  return leavesAbove(value, range) ? surely(Builtin::minOf, {cut, number(value.type(), high)}) : cut;
}

std::optional<Value> tryFit(Maker &m, const Value &value, const Range &range, int manner) {
  if (!isFloat(value.scalar())) return manner < 2 ? clamped(m, value, range) : reduced(m, value, range);
  if (manner < 2) return clamped(m, value, range);
  return manner == 2 ? squashed(m, value, range) : shrunk(m, value, range);
}

/// Matrices have no minimum, but squares of their components.
Value fitMatrix(Maker &m, const Value &value, const Range &range) {
  Value whole = value;
  if (range.low >= 0 && value.range.low < 0)
    if (std::optional<Value> squares = combine(Builtin::cwMul, {value, value})) whole = *squares;
  if (range.has(whole.range)) return whole;
  if (isFloat(value.scalar()))
    if (std::optional<Value> small = shrunk(m, whole, range)) return *small;
  return number(value.type(), shortNumber(m.draw, range, value.scalar()));
}

}  // namespace

Value fit(Maker &m, const Value &value, const Range &range) {
  if (range.has(value.range)) return value;
  if (value.type().isMatrix()) return fitMatrix(m, value, range);
  bool flips = range.low >= 0 && value.range.low < 0 && !isUnsigned(value.scalar()) && m.draw.chance(40);
  if (flips)
    if (std::optional<Value> size = combine(Builtin::absOf, {value})) return fit(m, *size, range);
  int first = m.draw.below(4);
  for (int i = 0; i < 4; ++i) {
    std::optional<Value> fitting =
        value.type().isVector() && (first + i) % 4 == 2 ? std::nullopt : tryFit(m, value, range, (first + i) % 4);
    if (fitting && range.has(fitting->range) && fitting->range.size() > 0) return *fitting;
  }
  return forced(m, value, range);
}

namespace {

/// A distance from 0 that someone would add to a divisor or an operand of a logarithm.
Value safety(Maker &m, const Type &type) {
  double least = isFloat(type.scalar) ? 5 * marginOf(type.scalar) : 1;
  double chosen = isFloat(type.scalar) ? m.draw.of({0.25, 0.5, 1.0, 1.0, 2.0, 0.1}) : m.draw.of({1, 1, 1, 2, 3});
  return number(type, std::max(least, chosen));
}

/// At least the least bound, from values that are not negative or whose sign does not matter.
Value awayFromZero(Maker &m, const Value &value) {
  Value least = safety(m, value.type());
  bool negative = value.range.low < 0;
  if (m.draw.chance(35) && value.range.high > 2 * least.range.high) return surely(Builtin::maxOf, {value, least});
  Value size = value;
  bool isPlain = value.expr.kind != ExprKind::builtin && value.expr.kind != ExprKind::conditional;
  Builtin square = value.type().isVector() ? Builtin::cwMul : Builtin::mul;
  std::optional<Value> squareOf = isPlain && m.draw.chance(45) ? combine(square, {value, value}) : std::nullopt;
  if (negative) {
    std::optional<Value> magnitudeOf = combine(Builtin::absOf, {value});
    if (!squareOf && !magnitudeOf) return surely(Builtin::maxOf, {value, least});
    size = squareOf ? *squareOf : *magnitudeOf;
  }
  std::optional<Value> moved =
      m.draw.chance(60) ? combine(Builtin::add, {size, least}) : combine(Builtin::add, {least, size});
  bool kept = moved && moved->range.low >= least.range.low * 0.99;
  return kept ? *moved : surely(Builtin::maxOf, {size, least});
}

Value awayFromZeroMatrix(const Value &value) {
  return number(value.type(), std::max(1.0, std::floor(value.range.high)));
}

Value notNegative(Maker &m, const Value &value) {
  if (value.range.low >= 0) return value;
  if (m.draw.chance(40) && value.range.high > 0.5) return surely(Builtin::maxOf, {value, number(value.type(), 0)});
  return surely(Builtin::absOf, {value});
}

Value asDivisor(Maker &m, const Value &value) {
  double margin = isFloat(value.scalar()) ? marginOf(value.scalar()) : 1;
  if (value.range.low >= margin || value.range.high <= -margin) return value;
  if (value.type().isMatrix()) return awayFromZeroMatrix(value);
  bool odd = !isFloat(value.scalar()) && value.type().isScalar() && value.range.low >= 0 && m.draw.chance(20);
  if (!odd) return awayFromZero(m, value);
  Value bits = fit(m, value, {0, 15});
  return surely(Builtin::add, {bits, number(value.type(), 1)});
}

Value asShift(Maker &m, const Value &value) {
  double width = bitsOf(value.scalar());
  if (value.range.low >= 0 && value.range.high < width) return value;
  return surely(Builtin::bitAnd, {value, number(value.type(), m.draw.of({3, 7, int(width) - 1}))});
}

Value inRange(Maker &m, const Value &value, const Range &range) { return fit(m, value, range); }

}  // namespace

Domain domainOf(const Production &production, const Values &operands, size_t operand) {
  Domain domain = production.domains[std::min<size_t>(operand, 2)];
  bool power = production.row == Builtin::pow || production.row == Builtin::powOf;
  if (!power || operands.size() < 2 || operands[1].expr.kind != ExprKind::literal) return domain;
  bool wholePower = operands[1].range.low == 2 || operands[1].range.low == 3;
  return wholePower ? Domain::any : domain;
}

Value guard(Maker &m, const Value &value, Domain domain) {
  bool half = value.scalar() == Scalar::f16;
  switch (domain) {
    case Domain::positive:
      return value.range.low >= marginOf(value.scalar()) ? value : awayFromZero(m, value);
    case Domain::whole:
      return notNegative(m, value);
    case Domain::unit:
      return inRange(m, value, symmetric(1));
    case Domain::fraction:
      return inRange(m, value, {0, 1});
    case Domain::mild:
      return inRange(m, value, symmetric(half ? 4 : 6));
    case Domain::angle:
      return inRange(m, value, symmetric(1e4));
    case Domain::steep:
      return inRange(m, value, symmetric(1.4));
    case Domain::base:
      return inRange(m, value, half ? Range{0.25, 4} : Range{0.1, 10});
    case Domain::exponent:
      return inRange(m, value, symmetric(half ? 2 : 3));
    case Domain::divisor:
      return asDivisor(m, value);
    case Domain::shift:
      return asShift(m, value);
    case Domain::any:
    case Domain::lowEdge:
    case Domain::highEdge:
      break;
  }
  return value;
}

}  // namespace mlir_rl::kernel::make
