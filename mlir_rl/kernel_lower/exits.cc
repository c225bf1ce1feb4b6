#include "mlir_rl/kernel_lower/exits.h"

namespace mlir_rl::kernel::lowering {

Exits exitsOf(const Stmt &stmt) {
  switch (stmt.kind) {
    case StmtKind::breakLoop:
      return {.falls = false, .breaks = true};
    case StmtKind::continueLoop:
      return {.falls = false, .continues = true};
    case StmtKind::giveBack:
      return {.falls = false, .returns = true};
    case StmtKind::whileLoop:
    case StmtKind::forLoop:
      return {.returns = exitsOf(stmt.body).returns};
    case StmtKind::branch: {
      Exits a = exitsOf(stmt.body), b = exitsOf(stmt.otherwise);
      return {a.falls || b.falls, a.breaks || b.breaks, a.continues || b.continues, a.returns || b.returns};
    }
    default:
      return {};
  }
}

Exits exitsOf(std::span<const Stmt> body) {
  Exits all;
  for (const Stmt &stmt : body) {
    Exits one = exitsOf(stmt);
    all = {one.falls, all.breaks || one.breaks, all.continues || one.continues, all.returns || one.returns};
    if (!one.falls) break;
  }
  return all;
}

}  // namespace mlir_rl::kernel::lowering
