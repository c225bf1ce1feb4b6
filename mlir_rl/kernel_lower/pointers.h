#pragma once

/// \file
/// From memrefs to plain pointers. An array argument becomes a pointer followed by its extents (index), where MLIR's
/// own lowering would make a descriptor of two pointers, an offset, extents and strides of it.

#include "mlir/IR/Operation.h"

namespace mlir_rl::kernel::lowering {

/// Rewrites every function inside of `root`, a module as emitted: memrefs are arguments, or views and casts of some,
/// and lie row-major without gaps. Atomic operations without an instruction of their own become loops that compare and
/// swap.
void memrefsToPointers(mlir::Operation *root);

}  // namespace mlir_rl::kernel::lowering
