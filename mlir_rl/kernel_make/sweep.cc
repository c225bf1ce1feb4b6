#include <algorithm>

#include "mlir_rl/kernel/parts.h"
#include "mlir_rl/kernel/walk.h"
#include "mlir_rl/kernel_make/tidy.h"

namespace mlir_rl::kernel::make {

namespace {

/// Whether a target is, or lies in, an element of an array.
bool isElement(const Expr &target) {
  if (target.kind == ExprKind::element) return true;
  return !target.operands.empty() && target.kind != ExprKind::variable && isElement(target.operands[0]);
}

/// Marks variables and statements that something depends on, until nothing is added.
class Marker {
 public:
  explicit Marker(const Function &function) : live_(function.variables.size()) {
    for (size_t before = 0, after = 1; before != after;) {
      before = size_t(std::count(live_.begin(), live_.end(), true));
      markAll(function.body, false);
      after = size_t(std::count(live_.begin(), live_.end(), true));
    }
  }

  /// `inLoop`: the innermost loop around the statement stays, so that leaving it means something.
  bool stays(const Stmt &stmt, bool inLoop) const {
    switch (stmt.kind) {
      case StmtKind::assign:
      case StmtKind::update:
        return std::any_of(stmt.targets.begin(), stmt.targets.end(),
                           [&](const Expr &target) { return isElement(target) || live_[size_t(rootOf(target)->id)]; });
      case StmtKind::branch:
        return anyStays(stmt.body, inLoop) || anyStays(stmt.otherwise, inLoop);
      case StmtKind::whileLoop:
      case StmtKind::forLoop:
        return anyStays(stmt.body, false);
      case StmtKind::breakLoop:
      case StmtKind::continueLoop:
        return inLoop;
      case StmtKind::evaluate:
      case StmtKind::giveBack:
      case StmtKind::assertion:
        return true;
      case StmtKind::pass:
        break;
    }
    return false;
  }

 private:
  bool anyStays(const std::vector<Stmt> &body, bool inLoop) const {
    return std::any_of(body.begin(), body.end(), [&](const Stmt &stmt) { return stays(stmt, inLoop); });
  }

  void markExpr(const Expr &expr) {
    walkExpr(expr, [&](const Expr &part) {
      if (part.kind == ExprKind::variable) live_[size_t(part.id)] = true;
    });
  }

  /// What it takes to find the place; the variable that is written itself is only read where it is an array.
  void markTarget(const Expr &target) {
    if (target.kind == ExprKind::variable) return;
    bool element = isElement(target);
    for (const Expr *part = &target; part->kind != ExprKind::variable; part = &part->operands[0])
      for (size_t i = 1; i < part->operands.size(); ++i) markExpr(part->operands[i]);
    if (element) live_[size_t(rootOf(target)->id)] = true;
  }

  void markAll(const std::vector<Stmt> &body, bool inLoop) {
    for (const Stmt &stmt : body) {
      if (!stays(stmt, inLoop)) continue;
      bool loop = stmt.kind == StmtKind::forLoop || stmt.kind == StmtKind::whileLoop;
      for (const Expr &value : stmt.values) markExpr(value);
      for (const Expr &target : stmt.targets) markTarget(target);
      markAll(stmt.body, loop || inLoop);
      markAll(stmt.otherwise, inLoop);
    }
  }

  std::vector<bool> live_;
};

Expr opposite(Expr condition) {
  if (condition.kind == ExprKind::builtin && condition.row == Builtin::logicalNot) return condition.operands[0];
  return {.kind = ExprKind::builtin, .row = Builtin::logicalNot, .type = kBool, .operands = {std::move(condition)}};
}

bool passes(const std::vector<Stmt> &block) {
  return std::any_of(block.begin(), block.end(), [](const Stmt &stmt) { return stmt.kind == StmtKind::pass; });
}

/// `not (a and b)` is what people avoid: they write `if a and b: pass` and an else.
bool isJoined(const Expr &condition) {
  return condition.kind == ExprKind::builtin &&
         (condition.row == Builtin::logicalAnd || condition.row == Builtin::logicalOr);
}

std::vector<Stmt> swept(std::vector<Stmt> body, const Marker &marker, bool inLoop);

/// A branch of which some side stays. A side that says that it does nothing goes on to say so.
void sweepBranch(Stmt &stmt, const Marker &marker, bool inLoop) {
  const Stmt nothing = parts::plain(StmtKind::pass);
  bool passesBy = passes(stmt.body) || isJoined(stmt.values[0]), otherwisePasses = passes(stmt.otherwise);
  stmt.body = swept(std::move(stmt.body), marker, inLoop);
  stmt.otherwise = swept(std::move(stmt.otherwise), marker, inLoop);
  if (stmt.otherwise.empty() && otherwisePasses) stmt.otherwise = {nothing};
  if (!stmt.body.empty()) return;
  if (passesBy) {
    stmt.body = {nothing};
    return;
  }
  stmt.values[0] = opposite(std::move(stmt.values[0]));
  std::swap(stmt.body, stmt.otherwise);
}

std::vector<Stmt> swept(std::vector<Stmt> body, const Marker &marker, bool inLoop) {
  std::vector<Stmt> kept;
  for (Stmt &stmt : body) {
    if (!marker.stays(stmt, inLoop)) continue;
    bool loop = stmt.kind == StmtKind::forLoop || stmt.kind == StmtKind::whileLoop;
    if (stmt.kind == StmtKind::branch)
      sweepBranch(stmt, marker, inLoop);
    else
      stmt.body = swept(std::move(stmt.body), marker, loop || inLoop);
    kept.push_back(std::move(stmt));
  }
  return kept;
}

}  // namespace

void sweep(Function &function) {
  Marker marker(function);
  function.body = swept(std::move(function.body), marker, false);
}

}  // namespace mlir_rl::kernel::make
