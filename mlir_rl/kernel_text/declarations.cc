#include "mlir_rl/kernel_text/declarations.h"

#include <algorithm>

#include "mlir_rl/kernel/walk.h"

namespace mlir_rl::kernel::text {

namespace {

bool mentions(const std::vector<Expr> &exprs, int variable) {
  bool found = false;
  for (const Expr &expr : exprs)
    walkExpr(expr, [&](const Expr &part) { found |= part.kind == ExprKind::variable && part.id == variable; });
  return found;
}
bool mentions(const std::vector<Stmt> &body, int variable);
/// In its own expressions, not in its blocks.
bool mentionsItself(const Stmt &stmt, int variable) {
  return mentions(stmt.targets, variable) || mentions(stmt.values, variable);
}
bool mentions(const Stmt &stmt, int variable) {
  return mentionsItself(stmt, variable) || mentions(stmt.body, variable) || mentions(stmt.otherwise, variable);
}
bool mentions(const std::vector<Stmt> &body, int variable) {
  return std::any_of(body.begin(), body.end(), [&](const Stmt &stmt) { return mentions(stmt, variable); });
}

/// Whether the statement gives the whole variable a value and does not need it before.
bool sets(const Stmt &stmt, int variable) {
  if ((stmt.kind != StmtKind::assign && stmt.kind != StmtKind::forLoop) || mentions(stmt.values, variable))
    return false;
  int whole = 0;
  for (const Expr &target : stmt.targets) {
    if (target.kind == ExprKind::variable && target.id == variable)
      ++whole;
    else if (mentions({target}, variable))
      return false;
  }
  return whole == 1;
}

using Places = std::vector<const Stmt *>;

/// Whether each use in the block comes after a statement that sets the variable in the same block or one around it.
/// These are `setters`: each of them can declare a variable of its own. A loop's variable ends with the loop.
bool isContained(const std::vector<Stmt> &body, int variable, Places &setters) {
  for (const Stmt &stmt : body) {
    if (sets(stmt, variable)) {
      setters.push_back(&stmt);
      if (stmt.kind == StmtKind::assign) return true;
    } else if (mentionsItself(stmt, variable) || !isContained(stmt.body, variable, setters) ||
               !isContained(stmt.otherwise, variable, setters)) {
      return false;
    }
  }
  return true;
}

/// The statement that stands first where the variable is seen by all that name it. Not inside a loop: its value may go
/// from one iteration to the next.
const Stmt *firstMention(const std::vector<Stmt> &body, int variable) {
  const Stmt *first = nullptr;
  int count = 0;
  for (const Stmt &stmt : body)
    if (mentions(stmt, variable) && ++count == 1) first = &stmt;
  if (!first || count > 1 || first->kind != StmtKind::branch || mentionsItself(*first, variable)) return first;
  bool inBody = mentions(first->body, variable), inOther = mentions(first->otherwise, variable);
  return inBody && inOther ? first : firstMention(inBody ? first->body : first->otherwise, variable);
}

}  // namespace

Declarations::Declarations(const Function &function) {
  for (int variable = function.parameters; variable < int(function.variables.size()); ++variable) {
    Places setters;
    if (isContained(function.body, variable, setters)) {
      for (const Stmt *stmt : setters) at_.emplace(stmt, variable);
    } else if (const Stmt *first = firstMention(function.body, variable)) {
      before_[first].push_back(variable);
    }
  }
}

bool Declarations::atAll(const Stmt &stmt) const {
  return std::all_of(stmt.targets.begin(), stmt.targets.end(),
                     [&](const Expr &target) { return target.kind == ExprKind::variable && at(stmt, target.id); });
}

std::vector<int> Declarations::before(const Stmt &stmt) const {
  auto found = before_.find(&stmt);
  return found == before_.end() ? std::vector<int>() : found->second;
}

}  // namespace mlir_rl::kernel::text
