#include "mlir_rl/kernel_run/buffer.h"

#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "mlir_rl/kernel_run/scalar_bits.h"
#include "mlir_rl/support/hash.h"

namespace mlir_rl::kernel {

int64_t Buffer::elements() const {
  return std::accumulate(shape.begin(), shape.end(), int64_t(1), std::multiplies<>());
}

uint64_t Buffer::bits(int64_t element, size_t leaf) const {
  uint64_t bits = 0;
  size_t at = size_t(element) * elementBytes + leaves[leaf].offset;
  std::memcpy(&bits, bytes.data() + at, size_t(bitsOf(leaves[leaf].scalar) / 8));
  return bits;
}

void Buffer::setBits(int64_t element, size_t leaf, uint64_t bits) {
  size_t at = size_t(element) * elementBytes + leaves[leaf].offset;
  std::memcpy(bytes.data() + at, &bits, size_t(bitsOf(leaves[leaf].scalar) / 8));
}

Literal Buffer::value(int64_t element, size_t leaf) const {
  return literalOfBits(bits(element, leaf), leaves[leaf].scalar);
}

void Buffer::setValue(int64_t element, const Literal &value, size_t leaf) {
  setBits(element, leaf, literalBits(value, leaves[leaf].scalar));
}

Buffer makeBuffer(const Layout &layout, const Type &element, std::vector<int32_t> shape) {
  assert(!shape.empty() && shape.size() <= kMaxArrayDims && !element.isArray());
  Buffer buffer = {.element = element,
                   .shape = std::move(shape),
                   .elementBytes = layout.size(element),
                   .leaves = layout.leaves(element),
                   .bytes = {}};
  buffer.bytes.resize(size_t(buffer.elements()) * buffer.elementBytes);
  return buffer;
}

ArrayView viewOf(Buffer &buffer) {
  ArrayView view = {.data = buffer.bytes.data()};
  int64_t stride = buffer.elementBytes;
  for (size_t dim = buffer.shape.size(); dim-- > 0; stride *= buffer.shape[dim]) {
    view.shape[dim] = buffer.shape[dim];
    view.strides[dim] = stride;
  }
  return view;
}

Argument arrayArgument(Buffer &buffer) {
  ArrayView view = viewOf(buffer);
  Argument argument = {arrayType(buffer.element, int(buffer.shape.size())), std::vector<std::byte>(sizeof view)};
  std::memcpy(argument.bytes.data(), &view, sizeof view);
  return argument;
}

Argument scalarArgument(const Literal &value, Scalar scalar) {
  Argument argument = {scalarType(scalar), std::vector<std::byte>(size_t(bitsOf(scalar) / 8))};
  uint64_t bits = literalBits(value, scalar);
  std::memcpy(argument.bytes.data(), &bits, argument.bytes.size());
  return argument;
}

Argument structArgument(const Layout &layout, int structure, std::span<const Argument> fields) {
  Type type = structType(structure);
  Argument argument = {type, std::vector<std::byte>(layout.size(type))};
  for (size_t i = 0; i < fields.size(); ++i)
    std::memcpy(argument.bytes.data() + layout.offset(structure, int(i)), fields[i].bytes.data(),
                fields[i].bytes.size());
  return argument;
}

/// A float's bits as an integer that rises with its value; both zeros give 0.
static int64_t rank(uint64_t bits, Scalar scalar) {
  uint64_t sign = uint64_t(1) << (bitsOf(scalar) - 1);
  return bits & sign ? -int64_t(bits & (sign - 1)) : int64_t(bits);
}

/// Exact for distances below 2^53, however large the values.
static double apart(int64_t a, int64_t b) {
  return double(a < b ? uint64_t(b) - uint64_t(a) : uint64_t(a) - uint64_t(b));
}

static double distance(uint64_t a, uint64_t b, Scalar scalar) {
  Literal x = literalOfBits(a, scalar), y = literalOfBits(b, scalar);
  if (scalar == Scalar::u64) return double(a < b ? b - a : a - b);
  if (!isFloat(scalar)) return apart(x.integer, y.integer);
  if (std::isnan(x.real) || std::isnan(y.real)) return std::numeric_limits<double>::infinity();
  return apart(rank(a, scalar), rank(b, scalar));
}

std::optional<Difference> differenceAt(const Buffer &expected, const Buffer &actual, int64_t element, size_t leaf) {
  Scalar scalar = expected.leaves[leaf].scalar;
  uint64_t a = canonicalBits(expected.bits(element, leaf), scalar);
  uint64_t b = canonicalBits(actual.bits(element, leaf), scalar);
  if (a == b) return std::nullopt;
  return Difference{element, int(leaf), bitsText(a, scalar), bitsText(b, scalar), distance(a, b, scalar)};
}

std::optional<Difference> firstDifference(const Buffer &expected, const Buffer &actual) {
  assert(expected.element == actual.element && expected.shape == actual.shape);
  for (int64_t i = 0, end = expected.elements(); i < end; ++i)
    for (size_t leaf = 0; leaf < expected.leaves.size(); ++leaf)
      if (std::optional<Difference> found = differenceAt(expected, actual, i, leaf)) return found;
  return std::nullopt;
}

std::string differenceText(const Difference &difference) {
  char ulps[32];
  std::snprintf(ulps, sizeof ulps, "%.10g", difference.ulps);
  return "element " + std::to_string(difference.element) + ", component " + std::to_string(difference.leaf) +
         ": expected " + difference.expected + ", got " + difference.actual + " (" + ulps + " ulp)";
}

std::string hashBuffer(const Buffer &buffer) {
  Hasher hasher;
  hasher.add(buffer.shape.size());
  for (int32_t extent : buffer.shape) hasher.add(uint64_t(extent));
  for (const Leaf &leaf : buffer.leaves) hasher.add(uint64_t(leaf.scalar));
  for (int64_t i = 0, end = buffer.elements(); i < end; ++i)
    for (size_t leaf = 0; leaf < buffer.leaves.size(); ++leaf)
      hasher.add(canonicalBits(buffer.bits(i, leaf), buffer.leaves[leaf].scalar));
  return hasher.text();
}

}  // namespace mlir_rl::kernel
