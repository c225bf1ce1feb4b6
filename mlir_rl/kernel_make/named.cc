#include "mlir_rl/kernel_make/named.h"

#include <vector>

#include "mlir_rl/kernel/walk.h"
#include "mlir_rl/kernel_make/productions.h"

namespace mlir_rl::kernel::make {

namespace {

/// How often each operator gets its name in a kernel that has any, in percent.
constexpr int kShare = 60, kShareOfBits = 85;

/// Operators that people rather look up than remember.
bool isOfBits(Builtin row) { return productionOf(row)->group == Group::bits || row == Builtin::logicalNot; }

/// For each row what is written instead; itself, mostly.
using Spellings = std::vector<Builtin>;

Spellings drawNames(Draw &draw, bool arithmetic, bool bits) {
  Spellings spellings;
  for (const BuiltinRow &row : builtins()) spellings.push_back(row.id);
  for (const BuiltinRow &row : builtins()) {
    Builtin meant = operatorOf(row.id);
    bool wanted = meant != row.id && (isOfBits(meant) ? bits : arithmetic);
    if (wanted && draw.chance(isOfBits(meant) ? kShareOfBits : kShare)) spellings[size_t(meant)] = row.id;
  }
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
  bool arithmetic = m.draw.chance(8), bits = m.draw.chance(arithmetic ? 80 : 20);
  if (!arithmetic && !bits) return;
  Spellings spellings = drawNames(m.draw, arithmetic, bits);
  rename(body.function.body, spellings);
  for (Function &function : m.module.functions) rename(function.body, spellings);
}

}  // namespace mlir_rl::kernel::make
