#pragma once

/// \file
/// How statements may be left.

#include <span>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel::lowering {

struct Exits {
  bool falls = true;  ///< to what follows
  bool breaks = false;
  bool continues = false;
  bool returns = false;
  bool jumps() const { return breaks || continues || returns; }
};

/// Loops take the breaks and continues of their bodies.
Exits exitsOf(const Stmt &stmt);
/// Of statements one after the other, as far as they can be reached.
Exits exitsOf(std::span<const Stmt> body);

}  // namespace mlir_rl::kernel::lowering
