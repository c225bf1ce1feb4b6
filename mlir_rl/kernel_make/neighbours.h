#pragma once

/// \file
/// Elements some way from the thread's own, with what happens at the edges of the array.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

enum class Edge : uint8_t {
  clamp,   ///< the nearest element stands for those beyond
  wrap,    ///< the other side does
  zero,    ///< 0 does
  padded,  ///< the array is that much larger on each side
  inside,  ///< the code runs only where all neighbours are elements
};

/// An input on the kernel's space, or a bit larger.
struct Field {
  Value array;
  Edge edge = Edge::clamp;
  int radius = 1;        ///< most distance of a neighbour in each dimension
  int function = kNone;  ///< reads an element anywhere, when the kernel has one for it
};

using Offset = std::vector<int>;

Edge drawEdge(Maker &m);
/// The space's extents are at least `radius`.
Field addField(Maker &m, const Type &element, Edge edge, int radius);
/// The element `offset` away from the thread's, as a variable or an expression.
Value neighbour(Maker &m, const Field &field, const Offset &offset);
/// The element at the thread's index plus these i32 values, which lie within the radius; `use` gets it, in a branch
/// where fields have edges of 0.
void neighbourAt(Maker &m, const Field &field, const Values &offsets, const std::function<void(const Value &)> &use);
/// Whether all neighbours of the thread are elements.
Value isInside(Maker &m, int radius);

}  // namespace mlir_rl::kernel::make
