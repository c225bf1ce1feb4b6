#pragma once

/// \file
/// Structs of the module. A field lies between the same bounds in every value of its struct.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

struct FieldPlan {
  std::string name;
  Type type;
  Range range;
};

/// Declares a struct; with a drawn name when `name` is "".
Type newStruct(Maker &m, const std::vector<FieldPlan> &fields, const std::string &name = "");
/// One of 2 to 4 fields of the kernel's types.
Type drawStruct(Maker &m);

Value fieldOf(Maker &m, const Value &record, int field);
/// A numeric field.
Value anyField(Maker &m, const Value &record);
int fieldsOf(const Maker &m, const Type &record);

/// A value of the struct with fields that the grammar grows.
Value growRecord(Maker &m, const Type &record);
/// The record, a variable, with one field changed: `record.field = ...`.
void changeField(Maker &m, const Value &record);

/// What each scalar of a value of this type holds in arguments: numbers in `range`, fields in their own.
std::vector<Content> contentsOf(const Maker &m, const Type &type, const Range &range);

}  // namespace mlir_rl::kernel::make
