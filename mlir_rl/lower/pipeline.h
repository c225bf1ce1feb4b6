#pragma once

/// \file
/// The one textual pass pipeline from a bufferised (or raw) module to the LLVM dialect.

#include <string>

#include "mlir_rl/lower/lower.h"

namespace mlir_rl {

/// The body of `builtin.module(...)`, without it: what parsePassPipeline of a PassManager takes.
std::string pipelinePasses(const LowerOptions &options);

}  // namespace mlir_rl
