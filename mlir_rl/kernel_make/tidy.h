#pragma once

/// \file
/// What is done to a function once its statements are written, so that it is code someone could have left.

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel::make {

/// Leaves out what nothing depends on: variables that nothing reads, loops and branches without anything in them.
void sweep(Function &function);

/// A variable that a loop changes starts as `float(0.0)` and not as a literal, unless the loop is unrolled, as the
/// front end wants it; loops that Warp unrolls are marked.
void declareLiterals(Function &function, const Module &module);

/// Whether each variable occurs in the statements.
std::vector<bool> occurring(const Function &function);

/// The same function with these of its variables as its parameters, in this order, and the others that occur in the
/// order of their first assignments.
Function arranged(Function function, const std::vector<int> &parameters);

}  // namespace mlir_rl::kernel::make
