#include "mlir_rl/kernel/effect.h"

#include "mlir_rl/kernel/walk.h"

namespace mlir_rl::kernel {

static bool writesArrays(const std::vector<Stmt> &body) {
  bool writes = false;
  for (const Stmt &stmt : body) {
    for (const Expr &target : stmt.targets)
      walkExpr(target, [&](const Expr &part) { writes |= part.kind == ExprKind::element; });
    writes |= writesArrays(stmt.body) || writesArrays(stmt.otherwise);
  }
  return writes;
}

static bool hasEffect(const Function &function, const Module &module) {
  bool found = writesArrays(function.body);
  // A state that a function draws from is its own copy, so only what it does to memory reaches its caller.
  walkBody(function.body, [&](const Expr &expr) {
    found |= expr.kind == ExprKind::builtin && rowOf(expr.row).effect == BuiltinEffect::memory;
    if (expr.kind == ExprKind::call && !found) found = hasEffect(module.functions[size_t(expr.id)], module);
  });
  return found;
}

bool hasEffect(const Expr &expr, const Module &module) {
  bool found = false;
  walkExpr(expr, [&](const Expr &part) {
    found |= part.kind == ExprKind::builtin && rowOf(part.row).effect != BuiltinEffect::none;
    if (part.kind == ExprKind::call && !found) found = hasEffect(module.functions[size_t(part.id)], module);
  });
  return found;
}

}  // namespace mlir_rl::kernel
