#pragma once

/// \file
/// Operations of MLIR in terms of kernels: their scalars say which one is meant. Values are scalars, vectors or
/// matrices, all operands of the same shape.

#include <map>
#include <set>

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir_rl/kernel_lower/types.h"

namespace mlir_rl::kernel::lowering {

using mlir::OpFoldResult;

enum class Relation : uint8_t { equal, notEqual, less, lessEqual, greater, greaterEqual };

class Ops {
 public:
  explicit Ops(const Types &types) : types(types), builder(&types.context()), loc_(builder.getUnknownLoc()) {}

  const Types &types;
  mlir::OpBuilder builder;

  /// Helper functions go to the start of this block, under names that are not taken.
  void startModule(mlir::Block &body, std::set<std::string> taken);
  /// Calls the module's helper function of that name, which `emit` makes from its arguments when it is first needed.
  Value callHelper(const std::string &name, llvm::ArrayRef<Value> arguments, mlir::Type result,
                   llvm::function_ref<Value(Ops &, mlir::ValueRange)> emit);

  /// Constants go to the start of this block from now on; nothing made before is used again.
  void startFunction(mlir::Block &entry);

  template <class Op, class... Args>
  Op make(Args &&...args) {
    return Op::create(builder, loc_, std::forward<Args>(args)...);
  }
  mlir::Location loc() const { return loc_; }
  mlir::Location named(llvm::StringRef name);
  /// What the value is called when it is printed, unless it has a name or is a constant.
  void name(Value value, llvm::StringRef name);

  Value constant(mlir::TypedAttr attribute);
  Value index(int64_t value);
  Value i32(int64_t value);
  Value boolean(bool value);
  /// The number in every component of a scalar, vector or matrix type; integers take its whole part.
  Value number(const Type &type, double value);
  Value zero(mlir::Type type);
  Value literal(const Literal &value, Scalar scalar);
  bool isConstant(Value value) const;

  // Arithmetic as tree.h says.
  Value add(Scalar scalar, Value a, Value b);
  Value subtract(Scalar scalar, Value a, Value b);
  Value multiply(Scalar scalar, Value a, Value b);
  /// Of integers towards zero.
  Value divide(Scalar scalar, Value a, Value b);
  Value negate(Scalar scalar, Value a);
  Value compare(Scalar scalar, Relation relation, Value a, Value b);
  Value select(Value condition, Value a, Value b);
  /// A NaN loses; of equal ones the first.
  Value lower(Scalar scalar, Value a, Value b);
  Value higher(Scalar scalar, Value a, Value b);
  Value squareRoot(Value a);
  Value bothHold(Value a, Value b);
  Value eitherHolds(Value a, Value b);
  Value complement(Value a);  ///< of all bits; `not` of a bool
  Value cast(Value value, Scalar from, Scalar to);

  // Parts of vectors and matrices.
  Value splat(Value scalar, const Type &type);
  Value extract(Value whole, llvm::ArrayRef<OpFoldResult> position);
  Value extract(Value whole, llvm::ArrayRef<int64_t> position);
  Value insert(Value part, Value whole, llvm::ArrayRef<OpFoldResult> position);
  Value fromComponents(const Type &type, llvm::ArrayRef<Value> components);
  /// All components from the first one on, a sum of floats one addition at a time.
  Value sum(const Type &type, Value whole);
  Value transpose(Value matrix);
  Value flatten(Value matrix);

  // Indices: what memref takes, or an i64. Made once for a value.
  Value extent(Value memref, int dim);  ///< an index
  Value toIndex(Value value, Scalar scalar);
  Value toWord(Value value, Scalar scalar);
  Value fromIndex(Value index);  ///< as an i32
  Value boolFromMemory(Value byte);
  Value boolToMemory(Value flag, mlir::Type type);

 private:
  mlir::TypedAttr attribute(mlir::Type type, double real, int64_t integer);
  /// What `make` made of the value before, when it can be used here. `number` tells what from each other that has one
  /// type.
  template <class Make>
  Value once(Value value, mlir::Type type, int number, Make make);

  mlir::Location loc_;
  mlir::Block *module_ = nullptr;
  std::set<std::string> taken_;
  std::map<std::string, std::string> helpers_;  ///< name -> symbol
  mlir::Block *entry_ = nullptr;
  mlir::Operation *lastConstant_ = nullptr;
  llvm::DenseMap<mlir::Attribute, Value> constants_;
  std::map<std::tuple<void *, const void *, int>, Value> made_;  ///< by value, type and number
};

}  // namespace mlir_rl::kernel::lowering
