#pragma once

/// \file
/// Tensors with some dimensions cut into blocks, a block's elements innermost. Behind MLIR's door.

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir_rl {

/// Which dimensions are cut, and the order in which the dimensions come then.
struct Packing {
  mlir::SmallVector<int64_t> dims;    ///< that are cut; their elements are innermost in this order
  mlir::SmallVector<int64_t> blocks;  ///< a block's elements, which divide the extent
  mlir::SmallVector<int64_t> order;   ///< of all dimensions, before the blocks' elements
};

mlir::SmallVector<int64_t> packedShape(const Packing &packing, mlir::Value tensor);

/// linalg.pack of the tensor; the tensor itself where nothing is cut.
mlir::Value packed(mlir::OpBuilder &b, mlir::Location at, mlir::Value tensor, const Packing &packing);

/// The tensor of `type` that `packing` made `tensor` of.
mlir::Value unpacked(mlir::OpBuilder &b, mlir::Location at, mlir::Value tensor, const Packing &packing,
                     mlir::Type type);

/// Moves packs and unpacks past elementwise ops and pads until those of equal blocks meet and cancel each other, then
/// makes reshapes and copies of those that are left. A constant is reshaped at once, and copied when constants are
/// folded.
mlir::LogicalResult settlePacks(mlir::Operation *root);

}  // namespace mlir_rl
