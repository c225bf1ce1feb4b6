#pragma once

/// \file
/// Memrefs and the views on them. Behind MLIR's door.

#include "mlir/Interfaces/ViewLikeInterface.h"

namespace mlir_rl {

/// The buffer that a memref is a view on, through any number of views; itself when it is none.
inline mlir::Value bufferBehind(mlir::Value memref) {
  while (auto view = memref.getDefiningOp<mlir::ViewLikeOpInterface>()) memref = view.getViewSource();
  return memref;
}

}  // namespace mlir_rl
