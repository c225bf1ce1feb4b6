#pragma once

/// \file
/// Constants of a function where a reader looks for them.

#include "mlir/IR/Region.h"

namespace mlir_rl::kernel::lowering {

/// One of each, at the function's start, in the order in which they are first used; unused ones go. So their order does
/// not depend on the order in which they were made.
void gatherConstants(mlir::Region &function);

}  // namespace mlir_rl::kernel::lowering
