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

/// Whether the loop moves a dimension together with another loop: it slides a window.
bool slides(const NestOp &op, const Access &access, int loop);

/// Whether every loop of the op moves the access: no element is wanted twice, windows aside.
bool isTouchedOnce(const OpSummary &op, const Access &access);

/// Elements that lie side by side in memory among those that one tile touches: the length of its rows, or of several
/// rows where they are whole.
int64_t contiguousElements(const NestOp &op, const Access &access, const InlineVector<int64_t, kMaxLoops> &tile);

/// Bytes of the whole tensor.
int64_t bytesOf(const Access &access);

/// Whether each dimension of the access is one loop, no loop twice.
bool isLoopByLoop(const NestOp &op, const Access &access);

/// Whether one of the loops that the op still has reduces.
bool reduces(const NestOp &op);

/// The extents the op has now.
InlineVector<int64_t, kMaxLoops> extentsOf(const NestOp &op);

}  // namespace mlir_rl
