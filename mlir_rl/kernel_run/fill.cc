#include "mlir_rl/kernel_run/fill.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "mlir_rl/kernel_run/scalar_bits.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl::kernel {

namespace {

/// What of a float type is not the same for all.
struct FloatShape {
  int mantissa;  ///< bits, the hidden one among them
  double largest;
  double smallestNormal;
};

FloatShape shapeOf(Scalar scalar) {
  if (scalar == Scalar::f16) return {11, 65504, 0x1p-14};
  if (scalar == Scalar::f32) return {24, std::numeric_limits<float>::max(), std::numeric_limits<float>::min()};
  return {53, std::numeric_limits<double>::max(), std::numeric_limits<double>::min()};
}

int64_t lowestOf(Scalar scalar) { return isSigned(scalar) ? -(int64_t(1) << (bitsOf(scalar) - 2)) * 2 : 0; }
/// Of u64 the bits of it.
int64_t largestOf(Scalar scalar) {
  if (scalar == Scalar::boolean) return 1;
  if (isUnsigned(scalar)) return int64_t(~uint64_t(0) >> (64 - bitsOf(scalar)));
  return -(lowestOf(scalar) + 1);
}

/// A bound as a value of an integer type.
int64_t cut(double bound, Scalar scalar) {
  double low = double(lowestOf(scalar)), high = scalar == Scalar::u64 ? 0x1p64 : double(largestOf(scalar));
  if (bound <= low) return lowestOf(scalar);
  if (bound >= high) return largestOf(scalar);
  return scalar == Scalar::u64 ? int64_t(uint64_t(bound)) : int64_t(bound);
}

Literal drawInteger(const FillRule &rule, Scalar scalar, Random &random) {
  if (scalar == Scalar::boolean) return {.integer = int64_t(uniformBelow(random, 2))};
  uint64_t low = uint64_t(cut(std::ceil(rule.low), scalar)), high = uint64_t(cut(std::floor(rule.high), scalar));
  if (int64_t(high) < int64_t(low) && scalar != Scalar::u64) return {.integer = int64_t(low)};  // no integer between
  uint64_t count = high - low + 1;                                                              // 0: all of 64 bits
  return {.integer = int64_t(low + (count ? uniformBelow(random, count) : random()))};
}

Literal drawFloat(const FillRule &rule, Scalar scalar, Random &random) {
  double largest = shapeOf(scalar).largest, low = std::clamp(rule.low, -largest, largest);
  double high = std::clamp(rule.high, -largest, largest), t = uniformUnit(random);
  Literal value = {.real = low * (1 - t) + high * t};
  return literalOfBits(literalBits(value, scalar), scalar);
}

}  // namespace

std::vector<Literal> edgesOf(Scalar scalar, bool denormals) {
  if (scalar == Scalar::boolean) return {{.integer = 0}, {.integer = 1}};
  if (!isFloat(scalar)) {
    std::vector<Literal> edges = {{.integer = 0}, {.integer = 1}, {.integer = largestOf(scalar)}};
    if (isSigned(scalar)) edges.insert(edges.end(), {{.integer = -1}, {.integer = lowestOf(scalar)}});
    return edges;
  }
  FloatShape shape = shapeOf(scalar);
  std::vector<Literal> edges;
  for (double value : {0.0, 1.0, shape.largest, shape.smallestNormal, std::ldexp(1.0, shape.mantissa)})
    for (double sign : {1.0, -1.0}) edges.push_back({.real = sign * value});
  double least = std::ldexp(shape.smallestNormal, 1 - shape.mantissa);
  for (double value : {least, shape.smallestNormal - least})
    for (double sign : {1.0, -1.0})
      if (denormals) edges.push_back({.real = sign * value});
  return edges;
}

static Literal drawRange(const FillRule &rule, Scalar scalar, Random &random) {
  return isFloat(scalar) ? drawFloat(rule, scalar, random) : drawInteger(rule, scalar, random);
}

/// `number` as a value of the type, cut to what it holds.
static Literal valueOf(double number, Scalar scalar) {
  if (scalar == Scalar::boolean) return {.integer = number != 0};
  if (!isFloat(scalar)) return {.integer = cut(number, scalar)};
  double largest = shapeOf(scalar).largest;
  return literalOfBits(literalBits({.real = std::clamp(number, -largest, largest)}, scalar), scalar);
}

static Literal drawCorner(const FillRule &rule, Scalar scalar, Random &random) {
  std::vector<double> corners = {rule.low, rule.high};
  for (double value : {0.0, -0.0, 1.0, -1.0})
    if (rule.low <= value && value <= rule.high) corners.push_back(value);
  return valueOf(corners[uniformBelow(random, corners.size())], scalar);
}

static Literal draw(const FillRule &rule, Scalar scalar, Random &random) {
  switch (rule.filling) {
    case Filling::zeros:
      return {};
    case Filling::ones:
      return isFloat(scalar) ? Literal{.real = 1} : Literal{.integer = 1};
    case Filling::edges: {
      std::vector<Literal> edges = edgesOf(scalar, rule.denormals);
      return edges[uniformBelow(random, edges.size())];
    }
    case Filling::corners:
      return drawCorner(rule, scalar, random);
    case Filling::range:
    case Filling::sorted:
    case Filling::permutation:
      return drawRange(rule, scalar, random);
  }
  return {};
}

static bool below(const Literal &a, const Literal &b, Scalar scalar) {
  if (isFloat(scalar)) return a.real < b.real;
  return scalar == Scalar::u64 ? uint64_t(a.integer) < uint64_t(b.integer) : a.integer < b.integer;
}

/// What the order within the array makes of drawn values.
static void arrange(std::vector<Literal> &values, const FillRule &rule, Scalar scalar, Random &random) {
  if (rule.filling == Filling::sorted) {
    values.front() = valueOf(rule.low, scalar);
    values.back() = valueOf(rule.high, scalar);
    std::sort(values.begin(), values.end(), [&](const Literal &a, const Literal &b) { return below(a, b, scalar); });
  } else if (rule.filling == Filling::permutation) {
    for (size_t i = 0; i < values.size(); ++i) values[i] = valueOf(rule.low + double(i), scalar);
    for (size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[uniformBelow(random, i)]);
  }
}

static bool wantsOrder(Filling filling) { return filling == Filling::sorted || filling == Filling::permutation; }

void fillLeaf(Buffer &buffer, size_t leaf, const FillRule &rule, uint64_t seed) {
  assert(rule.low <= rule.high && leaf < buffer.leaves.size());
  Random random = makeRandom(seed);
  Scalar scalar = buffer.leaves[leaf].scalar;
  std::vector<Literal> values(size_t(buffer.elements()));
  for (Literal &value : values) value = draw(rule, scalar, random);
  if (!values.empty()) arrange(values, rule, scalar, random);
  for (size_t i = 0; i < values.size(); ++i) buffer.setValue(int64_t(i), values[i], leaf);
}

void fill(Buffer &buffer, const FillRule &rule, uint64_t seed) {
  assert(rule.low <= rule.high);
  if (wantsOrder(rule.filling)) {
    for (size_t leaf = 0; leaf < buffer.leaves.size(); ++leaf) fillLeaf(buffer, leaf, rule, deriveSeed(seed, leaf));
    return;
  }
  Random random = makeRandom(seed);
  for (int64_t i = 0, end = buffer.elements(); i < end; ++i)
    for (size_t leaf = 0; leaf < buffer.leaves.size(); ++leaf)
      buffer.setValue(i, draw(rule, buffer.leaves[leaf].scalar, random), leaf);
}

}  // namespace mlir_rl::kernel
