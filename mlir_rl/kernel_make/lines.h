#pragma once

/// \file
/// Statements whose text would be long or says something twice, cut with variables for their parts.

#include "mlir_rl/kernel_make/maker.h"

namespace mlir_rl::kernel::make {

/// Of a function whose statements are written. What is moved before its statement is pure, and defined wherever it
/// stands.
void breakLines(Maker &m, Body &body);

}  // namespace mlir_rl::kernel::make
