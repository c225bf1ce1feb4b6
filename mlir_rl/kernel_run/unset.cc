#include "mlir_rl/kernel_run/unset.h"

namespace mlir_rl::kernel {

namespace {

/// Walks statements in order with the variables that certainly have a value. After a statement that never ends, all do.
class Walk {
 public:
  explicit Walk(const Function &function) : set(function.variables.size()), unset(function.variables.size()) {
    for (size_t i = 0; i < size_t(function.parameters); ++i) set[i] = true;
  }

  void statements(const std::vector<Stmt> &body) {
    for (const Stmt &stmt : body) statement(stmt);
  }

  std::vector<bool> set;
  std::vector<bool> unset;

 private:
  void expression(const Expr &expr) {
    if (expr.kind == ExprKind::variable && !set[size_t(expr.id)]) unset[size_t(expr.id)] = true;
    for (const Expr &operand : expr.operands) expression(operand);
  }

  void branch(const Stmt &stmt) {
    std::vector<bool> before = set;
    statements(stmt.body);
    std::swap(before, set);
    statements(stmt.otherwise);
    for (size_t i = 0; i < set.size(); ++i) set[i] = set[i] && before[i];
  }

  /// Its body may not run at all.
  void loop(const Stmt &stmt) {
    std::vector<bool> before = set;
    if (stmt.kind == StmtKind::forLoop) set[size_t(stmt.targets[0].id)] = true;
    statements(stmt.body);
    set = std::move(before);
  }

  /// Whole variables only; the other targets are read.
  void assign(const Stmt &stmt) {
    for (const Expr &target : stmt.targets)
      if (target.kind != ExprKind::variable) expression(target);
    for (const Expr &target : stmt.targets)
      if (target.kind == ExprKind::variable) set[size_t(target.id)] = true;
  }

  void statement(const Stmt &stmt) {
    for (const Expr &value : stmt.values) expression(value);
    switch (stmt.kind) {
      case StmtKind::assign:
        return assign(stmt);
      case StmtKind::update:
        return expression(stmt.targets[0]);
      case StmtKind::branch:
        return branch(stmt);
      case StmtKind::whileLoop:
      case StmtKind::forLoop:
        return loop(stmt);
      case StmtKind::breakLoop:
      case StmtKind::continueLoop:
      case StmtKind::giveBack:
        return set.assign(set.size(), true);
      case StmtKind::evaluate:
      case StmtKind::assertion:
      case StmtKind::pass:
        return;
    }
  }
};

}  // namespace

std::vector<bool> maybeUnset(const Function &function) {
  Walk walk(function);
  walk.statements(function.body);
  return walk.unset;
}

}  // namespace mlir_rl::kernel
