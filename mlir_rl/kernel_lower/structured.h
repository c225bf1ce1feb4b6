#pragma once

/// \file
/// Functions without jumps: what break, continue and early return leave out becomes conditions, so that every block of
/// statements is left at its end.

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel::lowering {

/// The same function; its variables keep their numbers, and more follow. No statement is a break or a continue, and
/// only the last one is a return; a function with results always has it.
///
/// Statements after an if whose one side leaves go into the other side. Where that does not do, a bool says whether to
/// go on: the statements that follow ask it, and so does the loop's condition. A for loop that may be left becomes a
/// while loop that counts.
Function structured(const Function &function, const Module &module);

/// Whether it does not hold: comparisons of integers and bools the other way round, otherwise `not`.
Expr negated(const Expr &condition);

}  // namespace mlir_rl::kernel::lowering
