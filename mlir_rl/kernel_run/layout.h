#pragma once

/// \file
/// How values lie in memory: as C lays out the like. Scalars have their width (bool one byte: 0 or not), vectors and
/// matrices are their components row by row, structs have their fields in order, each aligned to its widest scalar.
/// An array is an ArrayView.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

/// A view on memory that somebody else owns. Element (i, j, ...) is at data + i * strides[0] + j * strides[1] + ...
struct ArrayView {
  std::byte *data = nullptr;
  int32_t shape[kMaxArrayDims] = {};    ///< 0 beyond the array's dimensions
  int64_t strides[kMaxArrayDims] = {};  ///< bytes; may be 0 or negative
};

/// A scalar within a value: `offset` bytes from its start.
struct Leaf {
  uint32_t offset = 0;
  Scalar scalar = Scalar::boolean;
};

/// Of the structs of one module.
class Layout {
 public:
  explicit Layout(const Module &module);

  uint32_t size(const Type &type) const;   ///< bytes; none has 0
  uint32_t align(const Type &type) const;  ///< bytes
  uint32_t offset(int structure, int field) const { return structs_[size_t(structure)].offsets[size_t(field)]; }
  /// All scalars of a value in order of their offsets. Arrays have none: what they view is no part of the value.
  std::vector<Leaf> leaves(const Type &type) const;
  /// Whether a struct has an array among its fields, at any depth.
  bool holdsArrays(const Type &type) const;

 private:
  struct Fields {
    std::vector<Type> types;
    std::vector<uint32_t> offsets;
    uint32_t size = 0;
    uint32_t align = 1;
  };
  void addLeaves(const Type &type, uint32_t offset, std::vector<Leaf> &leaves) const;
  std::vector<Fields> structs_;
};

}  // namespace mlir_rl::kernel
