#pragma once

/// \file
/// Which ops of a function are scheduled together: a task in the making.

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace mlir_rl {

/// Ops of one group in their order in the function.
using FusionGroup = llvm::SmallVector<mlir::Operation *>;

/// Whether main does the op itself: constants, reshapes of whole tensors, empty tensors, the return.
bool staysInMain(mlir::Operation *op);

/// A fill that several ops start from would tie them together; each gets its own. Before groups are formed.
void cloneSharedFills(mlir::func::FuncOp function);

/// Each op that does not stay in main belongs to exactly one group; groups are ordered so that each only reads what
/// earlier ones made. An op joins the group of its consumers when all of them are in it and fusing makes sense:
/// fills and pads always; a contraction, convolution, pooling or other reduction under the elementwise ops that read
/// its result in place; row-wise normalisation (max, sum of exponentials, division) as a whole. One heavy op a group.
llvm::SmallVector<FusionGroup> formGroups(mlir::func::FuncOp function);

}  // namespace mlir_rl
