#pragma once

/// \file
/// Arrays, their elements and parts of these, and what reading and writing them becomes. Arrays of numbers, vectors and
/// matrices are memrefs; those of structs are pointers with extents beside them.

#include "mlir_rl/kernel_lower/ops.h"

namespace mlir_rl::kernel::lowering {

/// An array, or a view of one.
struct ArrayPlace {
  Type type;                            ///< its dimensions are those that are left
  Value base;                           ///< a memref; a pointer to structs
  llvm::SmallVector<Value, 4> extents;  ///< of a pointer: one i64 for each dimension of its array
  llvm::SmallVector<Value, 4> indices;  ///< of dimensions that are no longer left: index, or i64 for a pointer

  bool isPointer() const { return type.kind == TypeKind::structure; }
  /// With more indices.
  ArrayPlace at(llvm::ArrayRef<Value> more) const;
};

/// An element of an array that has no dimension left, or a part of it.
struct ElementPlace {
  ArrayPlace array;
  llvm::SmallVector<int, 4> fields = {};              ///< from struct to struct
  llvm::SmallVector<OpFoldResult, 2> component = {};  ///< of the vector or matrix that they lead to; may be a matrix's
                                                      ///< row. index, or i64 for a pointer
};

/// Extent of a dimension that is left, as memref or pointer count: index or i64.
Value extentOf(Ops &ops, const ArrayPlace &array, int dim);
/// The same as kernels see it.
Value extentAsI32(Ops &ops, const ArrayPlace &array, int dim);

/// `type`: that of the part. A struct gives the parts of all its fields.
Parts load(Ops &ops, const ElementPlace &place, const Type &type);
void store(Ops &ops, const ElementPlace &place, const Type &type, llvm::ArrayRef<Value> parts);

/// A memref of type `wanted` (which may say that it starts anywhere) for an argument.
Value memrefOf(Ops &ops, const ArrayPlace &array, mlir::MemRefType wanted);
/// A pointer to structs and its extents for arguments.
Parts pointerOf(Ops &ops, const ArrayPlace &array);

}  // namespace mlir_rl::kernel::lowering
