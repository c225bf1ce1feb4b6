#pragma once

/// \file
/// Whether evaluating an expression changes anything.

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

/// Whether the expression, or a function that it calls, changes an array's element or a state of random numbers.
bool hasEffect(const Expr &expr, const Module &module);

}  // namespace mlir_rl::kernel
