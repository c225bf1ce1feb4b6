#pragma once

namespace mlir_rl {

/// Compiles a small program once, so that children inherit what MLIR and LLVM build when first used.
void warmUp();

}  // namespace mlir_rl
