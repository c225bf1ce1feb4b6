#pragma once

/// \file
/// How the loops an op has now move through its operands.

#include "mlir_rl/flow/loop_nest.h"

namespace mlir_rl {

/// Coefficient of the op's loop `loop` in dimension `dim` of the access.
int64_t coefficientOf(const NestOp &op, const Access &access, int dim, int loop);

/// Elements of dimension `dim` that one tile of `tile` iterations of each loop touches.
int64_t footprint(const NestOp &op, const Access &access, int dim, const InlineVector<int64_t, kMaxLoops> &tile);

/// The loop that alone moves, by one element, along the last dimension; -1 when there is none.
int contiguousLoop(const NestOp &op, const Access &access);

/// Whether no dimension moves with `loop`.
bool isInvariant(const NestOp &op, const Access &access, int loop);

/// Whether each dimension of the access is one loop, no loop twice.
bool isLoopByLoop(const NestOp &op, const Access &access);

/// The extents the op has now.
InlineVector<int64_t, kMaxLoops> extentsOf(const NestOp &op);

}  // namespace mlir_rl
