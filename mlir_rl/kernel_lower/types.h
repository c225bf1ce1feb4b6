#pragma once

/// \file
/// Types of kernels as types of MLIR. A value has parts: a scalar, vector or matrix is one, a struct has those of its
/// fields, one after the other. A bool is an i1, and an i8 in memory. Arrays are row-major without gaps.

#include <string>

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel::lowering {

using mlir::Value;
/// A value by its parts.
using Parts = llvm::SmallVector<Value, 2>;

/// One part of a parameter: a number, vector, matrix or array.
struct Part {
  Type type;
  std::string name;  ///< "grid_cells" for the field `cells` of `grid`
};

class Types {
 public:
  Types(mlir::MLIRContext &context, const Module &module) : context_(context), module_(module) {}

  mlir::MLIRContext &context() const { return context_; }

  /// i1, i8 ... f64; signs are the operations' business.
  mlir::Type scalar(Scalar scalar) const;
  /// A scalar, vector<n x T> or vector<r x c x T>.
  mlir::Type value(const Type &type) const;
  /// The same with i8 for bool.
  mlir::Type inMemory(const Type &type) const;
  /// memref<? x ... x T>, with the element's extents at the end. `view`: it may start anywhere.
  mlir::MemRefType memref(const Type &array, bool view) const;
  /// How a value lies in memory: as C lays it out.
  mlir::Type layout(const Type &type) const;

  /// Parts that are no arrays.
  int countParts(const Type &type) const;
  /// Where a field's parts start among its struct's.
  int firstPart(int structure, int field) const;
  /// Types of the parts that are no arrays.
  void addPartTypes(const Type &type, llvm::SmallVectorImpl<mlir::Type> &types) const;
  /// All parts, arrays among them.
  void addParts(const Type &type, const std::string &name, std::vector<Part> &parts) const;
  bool holdsArrays(const Type &type) const;
  const std::vector<Variable> &fields(const Type &type) const { return module_.structs[size_t(type.structure)].fields; }

 private:
  mlir::MLIRContext &context_;
  const Module &module_;
};

/// Bytes that a scalar is aligned to in memory.
inline unsigned alignOf(Scalar scalar) { return unsigned(bitsOf(scalar)) / 8; }

}  // namespace mlir_rl::kernel::lowering
