#pragma once

/// \file
/// Ops on nothing but constants, computed when a program is prepared. Behind MLIR's door.

#include "mlir/IR/PatternMatch.h"

namespace mlir_rl {

/// Before: %r = linalg.generic {rsqrt(x + 1e-5)} ins(a constant of a few numbers)
/// After:  %r = arith.constant of as many numbers
///
/// Of elementwise ops; a result with more elements than its inputs have, as a broadcast makes it, is left to the ops
/// that read it. Numbers are those that the ops' own folding gives; the
/// inverse of a square root is rounded once.
void populateComputeConstants(mlir::RewritePatternSet &patterns);

}  // namespace mlir_rl
