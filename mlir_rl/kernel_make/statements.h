#pragma once

/// \file
/// Statements that the grammar writes by itself.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// One statement or a few that belong together, of a sort that the style favours.
void statement(Maker &m);
void statements(Maker &m, int count);

/// `variable = fresh expression`, of a type that the style favours or of this one.
Value growLet(Maker &m);
Value growLet(Maker &m, const Type &type);
/// Locals that may be assigned here without a loop's iterations adding up.
Values changeable(Maker &m);
/// A variable changed in some branch.
void growBranch(Maker &m);
/// A state of random numbers of this thread, made when first asked for; then a variable drawn from it.
void growDraw(Maker &m);
/// An assertion that holds.
void growClaim(Maker &m);
/// A struct as a local, a parameter, or an element.
void growRecordUse(Maker &m);

}  // namespace mlir_rl::kernel::make
