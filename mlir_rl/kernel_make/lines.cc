#include "mlir_rl/kernel_make/lines.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "mlir_rl/kernel/effect.h"
#include "mlir_rl/kernel/walk.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/scope.h"

namespace mlir_rl::kernel::make {

namespace {

constexpr int kColumns = 100;

class Breaker {
 public:
  Breaker(Maker &m, Body &body) : m_(m), body_(body) {}

  std::vector<Stmt> broken(std::vector<Stmt> block, int depth) {
    std::vector<Stmt> result;
    for (Stmt &stmt : block) {
      if (stmt.kind != StmtKind::whileLoop) shorten(stmt, depth, result);
      stmt.body = broken(std::move(stmt.body), depth + 1);
      stmt.otherwise = broken(std::move(stmt.otherwise), depth + 1);
      result.push_back(std::move(stmt));
    }
    return result;
  }

 private:
  /// About as many columns as its text takes.
  int widthOf(const Expr &expr) const {
    int width = ownWidth(expr);
    for (const Expr &operand : expr.operands) width += widthOf(operand) + 2;
    return width;
  }

  int ownWidth(const Expr &expr) const {
    switch (expr.kind) {
      case ExprKind::variable:
        return int(body_.function.variables[size_t(expr.id)].name.size());
      case ExprKind::constant:
        return int(m_.module.constants[size_t(expr.id)].name.size());
      case ExprKind::call:
        return int(m_.module.functions[size_t(expr.id)].name.size());
      case ExprKind::literal:
        return expr.type == kI32 || expr.type == kF32 ? 3 : 14;
      case ExprKind::builtin:
        return int(std::strlen(rowOf(expr.row).name)) + (rowOf(expr.row).form == BuiltinForm::call ? 3 : 0);
      default:
        return 7;
    }
  }

  int widthOf(const Stmt &stmt, int depth) const {
    int width = 4 * depth + 8;
    for (const Expr &target : stmt.targets) width += widthOf(target) + 2;
    for (const Expr &value : stmt.values) width += widthOf(value) + 2;
    return width;
  }

  /// Whether it is what one of several targets gets. These stay computed: Warp makes a target another name of the
  /// variable that stands there.
  static bool isTarget(const Expr &value, const Expr &part) {
    return value.kind == ExprKind::tuple &&
           std::find(value.operands.begin(), value.operands.end(), part) != value.operands.end();
  }

  /// Parts that could be variables: operations within the statement's values.
  std::vector<const Expr *> partsOf(const Stmt &stmt) const {
    std::vector<const Expr *> parts;
    for (const Expr &value : stmt.values) {
      bool stays = stmt.kind == StmtKind::assign || stmt.kind == StmtKind::evaluate;
      walkExpr(value, [&](const Expr &part) {
        bool itself = stays && (&part == &value || isTarget(value, part));
        if (!itself && !part.type.isNone() && !part.type.isArray() && operationsIn(part)) parts.push_back(&part);
      });
    }
    return parts;
  }

  bool partsChange(const Expr &expr) const {
    return std::any_of(expr.operands.begin(), expr.operands.end(),
                       [&](const Expr &operand) { return hasEffect(operand, m_.module); });
  }

  /// What is said twice and worth a name.
  const Expr *repeated(const std::vector<const Expr *> &parts) const {
    const Expr *best = nullptr;
    for (size_t i = 0; i < parts.size(); ++i) {
      auto same = [&](const Expr *other) { return *other == *parts[i]; };
      int count = 1 + int(std::count_if(parts.begin() + long(i) + 1, parts.end(), same)),
          size = operationsIn(*parts[i]);
      if (count * size >= 4 && (!best || size > operationsIn(*best))) best = parts[i];
    }
    return best && std::count_if(parts.begin(), parts.end(), [&](const Expr *other) { return *other == *best; }) > 1
               ? best
               : nullptr;
  }

  /// The part that leaves two halves.
  const Expr *half(const std::vector<const Expr *> &parts, int width) const {
    const Expr *best = nullptr;
    int distance = width;
    for (const Expr *part : parts) {
      int away = std::abs(width / 2 - widthOf(*part));
      if (away < distance) best = part, distance = away;
    }
    return best;
  }

  void shorten(Stmt &stmt, int depth, std::vector<Stmt> &before) {
    for (const Expr &value : stmt.values)
      if (stmt.kind == StmtKind::evaluate ? partsChange(value) : hasEffect(value, m_.module)) return;
    for (int attempt = 0; attempt < 8; ++attempt) {
      std::vector<const Expr *> parts = partsOf(stmt);
      int width = widthOf(stmt, depth);
      const Expr *part = repeated(parts);
      if (!part && width > kColumns) part = half(parts, width);
      if (!part || (width <= kColumns && parts.size() < 2)) return;
      name(stmt, *part, depth, before);
    }
  }

  /// Puts a variable in the part's place, wherever it stands in the statement.
  void name(Stmt &stmt, Expr part, int depth, std::vector<Stmt> &before) {
    Variable variable = {m_.names.local(m_.draw, kindOf(part.type), body_.taken), part.type, {}};
    Expr place = parts::variable(int(body_.function.variables.size()), part.type);
    body_.function.variables.push_back(std::move(variable));
    for (Expr &value : stmt.values)
      walkExpr(value, [&](Expr &other) {
        if (other == part) other = place;
      });
    Stmt definition = parts::assign(place, std::move(part));
    shorten(definition, depth, before);
    before.push_back(std::move(definition));
  }

  Maker &m_;
  Body &body_;
};

}  // namespace

void breakLines(Maker &m, Body &body) {
  Breaker breaker(m, body);
  body.function.body = breaker.broken(std::move(body.function.body), 1);
}

}  // namespace mlir_rl::kernel::make
