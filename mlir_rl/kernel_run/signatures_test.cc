// Whatever the typing rules accept has a meaning: every row of the table of builtins on lists of operands of all types.

#include <gtest/gtest.h>

#include "mlir_rl/kernel_run/meaning.h"

namespace mlir_rl::kernel {
namespace {

using Types = std::vector<Type>;

/// A scalar, and vectors and matrices of it, with the extents where rules change their mind.
Types shapesOf(Scalar scalar) {
  Types shapes = {scalarType(scalar)};
  for (int length : {1, 2, 3, 4, 6, 16}) shapes.push_back(vectorType(length, scalar));
  for (auto [rows, columns] :
       {std::pair(1, 1), {1, 2}, {2, 1}, {2, 2}, {2, 3}, {3, 2}, {3, 3}, {4, 4}, {5, 5}, {16, 16}})
    shapes.push_back(matrixType(rows, columns, scalar));
  return shapes;
}

Types scalars() {
  Types types;
  for (int s = 0; s < kNumScalars; ++s) types.push_back(scalarType(Scalar(s)));
  return types;
}

Types joined(Types first, const Types &rest) {
  first.insert(first.end(), rest.begin(), rest.end());
  return first;
}

/// What one type may stand in: alone, in a choice, among several, as an array's element with indices and values.
void addListsOf(std::vector<Types> &lists, const Type &type) {
  lists.push_back({type});
  lists.push_back({type, type, componentType(type)});
  lists.push_back({kBool, type, type});
  for (int count = 2; count <= kMaxExtent; ++count) lists.emplace_back(size_t(count), type);
  for (int dims = 1; dims <= kMaxArrayDims; ++dims) {
    Type array = arrayType(type, dims);
    Types element = joined({array}, Types(size_t(dims), kI32));
    for (const Types &list : {Types{array}, Types{array, type}, Types{array, kI32, kI32, type}, joined(element, {type}),
                              joined(element, {type, type})})
      lists.push_back(list);
  }
}

std::vector<Types> operandLists() {
  std::vector<Types> lists = {{}};
  addListsOf(lists, structType(0));
  for (const Type &a : scalars()) {
    for (const Type &b : scalars()) lists.push_back({a, b});
    lists.push_back({scalarType(Scalar::u32), a, a});
    for (const Type &b : shapesOf(a.scalar)) {
      addListsOf(lists, b);
      for (const Type &c : shapesOf(a.scalar)) lists.push_back({b, c});
    }
  }
  return lists;
}

std::string listText(const BuiltinRow &row, const Types &operands) {
  std::string text = std::string(row.name) + " of";
  for (const Type &type : operands) text += " " + typeText(type);
  return text;
}

/// Lists that the row's rule accepts; each must have a handler.
int checkRow(const BuiltinRow &row, const std::vector<Types> &lists, const Type &wanted) {
  int accepted = 0;
  for (const Types &operands : lists) {
    TypeOrReason result = row.rule(operands, wanted);
    if (!result) continue;
    ++accepted;
    EXPECT_TRUE(meaningOf(row.id, {operands, result.type})) << listText(row, operands);
  }
  return accepted;
}

TEST(Signatures, WhatARuleAcceptsHasAMeaning) {
  std::vector<Types> lists = operandLists();
  for (const BuiltinRow &row : builtins()) {
    int accepted = checkRow(row, lists, {});
    EXPECT_TRUE(accepted > 0 || row.id == Builtin::identity) << row.name;
  }
}

TEST(Signatures, EveryIdentityThatIsAcceptedHasAMeaning) {
  int accepted = 0;
  for (const Type &scalar : scalars())
    for (const Type &wanted : shapesOf(scalar.scalar)) accepted += checkRow(rowOf(Builtin::identity), {{}}, wanted);
  EXPECT_EQ(accepted, 11 * 6);  // numbers; square shapes
}

}  // namespace
}  // namespace mlir_rl::kernel
