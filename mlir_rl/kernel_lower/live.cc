#include "mlir_rl/kernel_lower/live.h"

#include "mlir_rl/kernel/walk.h"

namespace mlir_rl::kernel::lowering {

int assignedVariable(const Expr &target) {
  const Expr *expr = &target;
  while (expr->kind == ExprKind::component || expr->kind == ExprKind::field) expr = &expr->operands[0];
  return expr->kind == ExprKind::variable ? expr->id : -1;
}

void addAssigned(const Expr &expr, Variables &assigned) {
  walkExpr(expr, [&](const Expr &part) {
    bool draws = part.kind == ExprKind::builtin && rowOf(part.row).effect == BuiltinEffect::state;
    if (int id = draws ? assignedVariable(part.operands[0]) : -1; id >= 0) assigned.set(unsigned(id));
  });
}

void addAssigned(const std::vector<Stmt> &body, Variables &assigned) {
  for (const Stmt &stmt : body) {
    for (const Expr &target : stmt.targets) {
      if (int id = assignedVariable(target); id >= 0) assigned.set(unsigned(id));
      addAssigned(target, assigned);
    }
    for (const Expr &value : stmt.values) addAssigned(value, assigned);
    addAssigned(stmt.body, assigned);
    addAssigned(stmt.otherwise, assigned);
  }
}

static void addRead(const Expr &expr, Variables &live) {
  walkExpr(expr, [&](const Expr &part) {
    if (part.kind == ExprKind::variable) live.set(unsigned(part.id));
  });
}

Liveness::Liveness(const Function &function) : variables_(function.variables.size()) {
  flow(function.body, Variables(unsigned(variables_)));
}

Variables Liveness::flow(const std::vector<Stmt> &body, Variables live) {
  for (size_t i = body.size(); i-- > 0;) {
    after_[&body[i]] = live;
    live = flow(body[i], std::move(live));
  }
  return live;
}

Variables Liveness::flow(const Stmt &stmt, Variables live) {
  switch (stmt.kind) {
    case StmtKind::whileLoop:
    case StmtKind::forLoop:
      live = loopFlow(stmt, live);
      break;
    case StmtKind::branch: {
      Variables other = flow(stmt.otherwise, live);
      live = flow(stmt.body, std::move(live));
      live |= other;
      break;
    }
    case StmtKind::assign:
      for (const Expr &target : stmt.targets)
        if (target.kind == ExprKind::variable) live.reset(unsigned(target.id));
      [[fallthrough]];
    default:
      for (const Expr &target : stmt.targets)
        if (target.kind != ExprKind::variable || stmt.kind == StmtKind::update) addRead(target, live);
  }
  for (const Expr &value : stmt.values) addRead(value, live);
  return live;
}

/// What is live where the loop decides whether to go on. More is found with each round until nothing changes.
Variables Liveness::loopFlow(const Stmt &stmt, const Variables &after) {
  Variables head = after;
  while (true) {
    Variables next = head;
    if (stmt.kind == StmtKind::whileLoop) addRead(stmt.values[0], next);
    Variables body = flow(stmt.body, next);
    if (stmt.kind == StmtKind::forLoop) body.reset(unsigned(stmt.targets[0].id));
    next |= body;
    next |= after;
    if (next == head) break;
    head = std::move(next);
  }
  return head_[&stmt] = head;
}

/// What a for loop's range draws is drawn once, before it.
Variables Liveness::carried(const Stmt &loop) const {
  Variables assigned(static_cast<unsigned>(variables_));
  addAssigned(loop.body, assigned);
  if (loop.kind == StmtKind::forLoop)
    assigned.set(unsigned(loop.targets[0].id));
  else
    addAssigned(loop.values[0], assigned);
  assigned &= head_.find(&loop)->second;
  return assigned;
}

}  // namespace mlir_rl::kernel::lowering
