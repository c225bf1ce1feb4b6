#include "mlir_rl/kernel_make/named.h"

#include <vector>

#include "mlir_rl/kernel/walk.h"

namespace mlir_rl::kernel::make {

namespace {

/// How often each operator gets its name in a kernel that has any, in percent.
constexpr int kShare = 40;

/// For each row what is written instead; itself, mostly.
using Spellings = std::vector<Builtin>;

Spellings drawNames(Draw &draw) {
  Spellings spellings;
  for (const BuiltinRow &row : builtins()) spellings.push_back(row.id);
  for (const BuiltinRow &row : builtins())
    if (operatorOf(row.id) != row.id && draw.chance(kShare)) spellings[size_t(operatorOf(row.id))] = row.id;
  return spellings;
}

void rename(Expr &whole, const Spellings &spellings) {
  walkExpr(whole, [&](Expr &expr) {
    if (expr.kind == ExprKind::builtin) expr.row = spellings[size_t(expr.row)];
  });
}

void rename(std::vector<Stmt> &body, const Spellings &spellings) {
  for (Stmt &stmt : body) {
    for (Expr &target : stmt.targets) rename(target, spellings);
    if (stmt.kind != StmtKind::forLoop)
      for (Expr &value : stmt.values) rename(value, spellings);
    rename(stmt.body, spellings);
    rename(stmt.otherwise, spellings);
  }
}

}  // namespace

void nameOperators(Maker &m, Body &body) {
  if (!m.draw.chance(6)) return;
  Spellings spellings = drawNames(m.draw);
  rename(body.function.body, spellings);
  for (Function &function : m.module.functions) rename(function.body, spellings);
}

}  // namespace mlir_rl::kernel::make
