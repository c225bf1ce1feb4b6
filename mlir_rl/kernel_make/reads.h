#pragma once

/// \file
/// Parameters of kernels, and what is read from arrays and written to them.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// Bounds that someone would think of for values of this scalar type.
Range usualRange(Draw &draw, Scalar scalar);

struct ArrayPlan {
  Type element;
  std::vector<int> extents;
  Range range = {-1, 1};  ///< of its elements; structs have their own
  Role role = Role::input;
  std::vector<Content> contents = {};  ///< when it is not the range
  int below = kNone;                   ///< its elements are indices below this extent
};
/// A new parameter of the kernel; it may be added while statements are written.
Value addArray(Maker &m, const ArrayPlan &plan, const std::string &hint = "");
/// An array of zeros in which each thread writes elements of its own.
Value addOutput(Maker &m, const Type &element, const std::vector<int> &extents, const std::string &hint = "");
/// An array of indices below an extent.
Value addIndices(Maker &m, const std::vector<int> &extents, int below, const std::string &hint);
/// A parameter that is no array, with values in the range.
Value addNumber(Maker &m, const Type &type, const Range &range, const std::string &hint = "");
/// An i32 parameter that holds an extent's size.
Value addSize(Maker &m, int extent, const std::string &hint);

/// Whether the scope can say the extent's size.
bool knowsSize(Maker &m, int extent);
/// The size of an extent: a shape's, a parameter's or a literal. The least that it may be, when the scope cannot say
/// it.
Value sizeOf(Maker &m, int extent);
/// An index below the extent: one that the scope has, or one made to be.
Value indexBelow(Maker &m, int extent);
/// Any i32 as an index below the extent: clamped, or wrapped around.
Value boundedIndex(Maker &m, const Value &value, int extent);

/// With fewer indices than dimensions a view.
Value elementOf(Maker &m, const Value &array, const Values &indices);
/// An element that the indices of the scope lead to.
Value anyElement(Maker &m, const Value &array);
/// A part of an array of several dimensions as a variable.
Value letView(Maker &m, const Value &array, const Values &indices, const std::string &hint = "");

/// array[indices] = value.
void store(Maker &m, const Value &array, const Values &indices, const Value &value);
/// A new output with an element for each thread of the kernel's space, which gets the value.
void output(Maker &m, const Value &value, const std::string &hint = "");

/// What a new parameter of the kernel gives: a number, or an element of an array. Nothing when there are enough, or
/// when a function is in the making.
std::optional<Value> fromNewParameter(Maker &m, const Type &type);

}  // namespace mlir_rl::kernel::make
