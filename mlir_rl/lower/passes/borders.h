#pragma once

/// \file
/// Padded buffers: only the border is filled.

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir_rl {

/// Before: fill(A); copy(B -> A[inside])
/// After:  fill of A's strips before `inside`; copy(B -> A[inside]); fill of the strips behind it
///
/// So a row is stored in the order of its addresses. LLVM 22's SROA needs that: where a vector is loaded from the parts
/// stored to a stack buffer, it joins them at the store with the highest address, whichever values that comes before.
///
/// False, and nothing changed, when the fill is not followed by such a copy.
bool fillBorderOnly(mlir::linalg::FillOp fill);

}  // namespace mlir_rl
