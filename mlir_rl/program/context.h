#pragma once

/// \file
/// The MLIR context every program lives in.

#include <memory>

#include "mlir/IR/MLIRContext.h"

namespace mlir_rl {

/// A new context, threading disabled (programs are parsed before processes fork), with the dialects a program may use
/// (linalg on tensors and below), the transform dialect with the extensions our scripts use, and what bufferisation
/// and tiling need to know of them. Dialects are loaded when first met.
std::shared_ptr<mlir::MLIRContext> makeContext();

}  // namespace mlir_rl
