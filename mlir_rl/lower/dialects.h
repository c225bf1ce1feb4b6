#pragma once

/// \file
/// The dialects and interfaces that lowering needs. Behind MLIR's door.

#include "mlir/IR/MLIRContext.h"

namespace mlir_rl {

/// Makes `context` fit for lowering, whoever made it; again and again costs next to nothing.
void prepareForLowering(mlir::MLIRContext &context);

}  // namespace mlir_rl
