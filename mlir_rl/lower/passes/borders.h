#pragma once

/// \file
/// Padded buffers: only the border is filled.

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir_rl {

/// Before: fill(A); copy(B -> A[inside])        After: fill of A's strips around `inside`; copy(B -> A[inside])
///
/// False, and nothing changed, when the fill is not followed by such a copy.
bool fillBorderOnly(mlir::linalg::FillOp fill);

}  // namespace mlir_rl
