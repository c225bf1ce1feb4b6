#pragma once

/// \file
/// Atomic operations that have no instruction of their own.

#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir_rl::kernel::lowering {

/// do { new = body(old); } while (memory at `address` is no longer old); what it is now is the next old. Takes the
/// operation's body, makes the loop where `builder` is, and gives the value from before.
mlir::Value swapLoop(mlir::OpBuilder &builder, mlir::memref::GenericAtomicRMWOp op, mlir::Value address);

}  // namespace mlir_rl::kernel::lowering
