#include "mlir_rl/kernel/tree.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace mlir_rl::kernel {

bool Literal::operator==(const Literal &other) const {
  return integer == other.integer && std::bit_cast<uint64_t>(real) == std::bit_cast<uint64_t>(other.real);
}

const Literal *literalValue(const Expr &expr, const Module &module) {
  if (expr.kind == ExprKind::literal) return &expr.value;
  return expr.kind == ExprKind::constant ? &module.constants[size_t(expr.id)].value : nullptr;
}

int64_t tripCount(int64_t start, int64_t stop, int64_t step) {
  assert(step != 0);
  int64_t distance = step > 0 ? stop - start : start - stop, size = step > 0 ? step : -step;
  return distance <= 0 ? 0 : (distance + size - 1) / size;
}

/// Whether a break or continue among the statements leaves the loop around them.
static bool leavesLoop(const std::vector<Stmt> &body) {
  return std::any_of(body.begin(), body.end(), [](const Stmt &stmt) {
    if (stmt.kind == StmtKind::breakLoop || stmt.kind == StmtKind::continueLoop) return true;
    return stmt.kind == StmtKind::branch && (leavesLoop(stmt.body) || leavesLoop(stmt.otherwise));
  });
}

bool unrolls(const Stmt &loop, const Module &module) {
  const Literal *range[3];
  for (size_t i = 0; i < 3; ++i) {
    range[i] = literalValue(loop.values[i], module);
    if (!range[i]) return false;
  }
  if (range[2]->integer == 0 || leavesLoop(loop.body)) return false;
  return tripCount(range[0]->integer, range[1]->integer, range[2]->integer) <= kMaxUnroll;
}

const Expr *rootOf(const Expr &target) {
  const Expr *expr = &target;
  while (expr->kind == ExprKind::component || expr->kind == ExprKind::element || expr->kind == ExprKind::field)
    expr = &expr->operands[0];
  return expr->kind == ExprKind::variable ? expr : nullptr;
}

static int dimsIn(const std::vector<Expr> &exprs) {
  int dims = 0;
  for (const Expr &expr : exprs)
    dims = std::max({dims, expr.kind == ExprKind::tid ? expr.id : 0, dimsIn(expr.operands)});
  return dims;
}

static int dimsIn(const std::vector<Stmt> &body) {
  int dims = 0;
  for (const Stmt &stmt : body)
    dims = std::max({dims, dimsIn(stmt.targets), dimsIn(stmt.values), dimsIn(stmt.body), dimsIn(stmt.otherwise)});
  return dims;
}

int launchDims(const Function &kernel) { return dimsIn(kernel.body); }

std::string typeText(const Type &type, const Module &module) {
  if (type.kind != TypeKind::structure) return typeText(type);
  return typeText(type, module.structs[size_t(type.structure)].name);
}

}  // namespace mlir_rl::kernel
