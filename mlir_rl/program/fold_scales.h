#pragma once

/// \file
/// Scales that follow a sum of products, as those of batch norm do, as part of its weights. Behind MLIR's door.

#include "mlir/IR/PatternMatch.h"

namespace mlir_rl {

/// Before: y = sum of x * w, from zero; ((y - mean) * inverse) * scale + shift, all but x constants, one value a
/// feature After:  y = sum of x * w'; y + shift', with w' = w * a, where a and shift' are computed in double precision
///
/// Each weight is rounded once more, each result as often as before or less. Of f32 and f64 whose sum nobody else
/// reads.
void populateFoldScales(mlir::RewritePatternSet &patterns);

}  // namespace mlir_rl
