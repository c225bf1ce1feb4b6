#pragma once

/// \file
/// Arrays that a checker owns: filled, passed to launches, compared, hashed.

#include <optional>
#include <string>

#include "mlir_rl/kernel_run/run.h"

namespace mlir_rl::kernel {

/// Elements in row-major order without gaps, zeros at first.
struct Buffer {
  Type element;
  std::vector<int32_t> shape;  ///< 1 to 4 extents
  uint32_t elementBytes = 0;
  std::vector<Leaf> leaves;  ///< scalars of an element
  std::vector<std::byte> bytes;

  int64_t elements() const;
  /// Bits of scalar number `leaf` of an element, from bit 0 on.
  uint64_t bits(int64_t element, size_t leaf) const;
  void setBits(int64_t element, size_t leaf, uint64_t bits);
  /// The same as a literal, for tests and messages.
  Literal value(int64_t element, size_t leaf = 0) const;
  void setValue(int64_t element, const Literal &value, size_t leaf = 0);
};

/// `layout` has the structs of the element's module.
Buffer makeBuffer(const Layout &layout, const Type &element, std::vector<int32_t> shape);
/// Of all of it; valid until the buffer is destroyed or its bytes grow.
ArrayView viewOf(Buffer &buffer);

Argument arrayArgument(Buffer &buffer);
Argument scalarArgument(const Literal &value, Scalar scalar);
/// A struct from its fields in order, each of its field's type.
Argument structArgument(const Layout &layout, int structure, std::span<const Argument> fields);

/// The first scalar in which two buffers differ.
struct Difference {
  int64_t element = 0;  ///< in row-major order
  int leaf = 0;         ///< which of the element's scalars
  std::string expected, actual;
  /// Representable values between them, 1 for neighbours; for integers and bools their distance. Infinite when one of
  /// them is NaN.
  double ulps = 0;
};

/// Buffers of one type and shape, by their bits: 0.0 is not -0.0. Every NaN equals every other, as no rule says which
/// an operation gives; so do all bytes of bools that are not 0. Padding does not count.
std::optional<Difference> firstDifference(const Buffer &expected, const Buffer &actual);
/// The same of one scalar.
std::optional<Difference> differenceAt(const Buffer &expected, const Buffer &actual, int64_t element, size_t leaf);
/// "element 3, component 1: expected 0.5, got 0.50000006 (1 ulp)".
std::string differenceText(const Difference &difference);

/// 16 lower-case hex digits; equal for buffers of equal type, shape and values, as firstDifference takes them. Structs
/// count by their scalars.
std::string hashBuffer(const Buffer &buffer);

}  // namespace mlir_rl::kernel
