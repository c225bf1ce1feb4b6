#include "mlir_rl/kernel_make/named.h"

#include <vector>

#include "mlir_rl/kernel/walk.h"

namespace mlir_rl::kernel::make {

namespace {

/// How often each operator gets its name in a kernel that has any, in percent.
constexpr int kShare = 40;

/// For each row what is written instead; itself, mostly.
using Names = std::vector<Builtin>;

Names drawNames(Draw &draw) {
  Names names;
  for (const BuiltinRow &row : builtins()) names.push_back(row.id);
  for (const BuiltinRow &row : builtins())
    if (operatorOf(row.id) != row.id && draw.chance(kShare)) names[size_t(operatorOf(row.id))] = row.id;
  return names;
}

void rename(Expr &whole, const Names &names) {
  walkExpr(whole, [&](Expr &expr) {
    if (expr.kind == ExprKind::builtin) expr.row = names[size_t(expr.row)];
  });
}

void rename(std::vector<Stmt> &body, const Names &names) {
  for (Stmt &stmt : body) {
    for (Expr &target : stmt.targets) rename(target, names);
    if (stmt.kind != StmtKind::forLoop)
      for (Expr &value : stmt.values) rename(value, names);
    rename(stmt.body, names);
    rename(stmt.otherwise, names);
  }
}

}  // namespace

void nameOperators(Maker &m, Body &body) {
  if (!m.draw.chance(6)) return;
  Names names = drawNames(m.draw);
  rename(body.function.body, names);
  for (Function &function : m.module.functions) rename(function.body, names);
}

}  // namespace mlir_rl::kernel::make
