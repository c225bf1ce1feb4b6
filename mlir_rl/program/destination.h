#pragma once

/// \file
/// Functions on memrefs whose bodies are tensors: inputs read in place, outputs written in place.

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"

namespace mlir_rl {

/// The row-major memref with the shape and element of a tensor.
mlir::MemRefType memrefOf(mlir::Type tensor);

/// to_tensor of a memref nobody writes while the function runs (`restrict`).
mlir::Value readInPlace(mlir::OpBuilder &b, mlir::Location loc, mlir::Value memref);

/// Makes `result` be computed in `memref`: the tensor.empty its destination chain starts from becomes the memref's
/// tensor, and the result is materialised there before `end`. A result whose chain starts elsewhere is copied.
void writeInPlace(mlir::OpBuilder &b, mlir::Location loc, mlir::Value result, mlir::Value memref, mlir::Operation *end);

}  // namespace mlir_rl
