#include "mlir_rl/kernel_text/effects.h"

#include <algorithm>

#include "mlir_rl/kernel/effect.h"
#include "mlir_rl/kernel/walk.h"

namespace mlir_rl::kernel::text {

namespace {

bool isInMemory(const Expr &place) {
  const Expr *expr = &place;
  while (expr->kind == ExprKind::component || expr->kind == ExprKind::field) expr = &expr->operands[0];
  return expr->kind == ExprKind::element;
}

void noteWrite(Effects &effects, const Expr &place) {
  if (isInMemory(place))
    effects.writesMemory = true;
  else if (const Expr *root = rootOf(place))
    effects.writes.insert(root->id);
}

/// A function reaches memory through arrays among its parameters, or in their fields.
void noteCall(Effects &effects, const Expr &call, const Module &module) {
  for (const Expr &operand : call.operands) effects.readsMemory |= operand.type.isArray() || operand.type.isStruct();
  effects.writesMemory |= hasEffect(Expr{.kind = ExprKind::call, .id = call.id}, module);
}

void note(Effects &effects, const Expr &expr, const Module &module) {
  if (expr.kind == ExprKind::variable) effects.reads.insert(expr.id);
  if (expr.kind == ExprKind::element) effects.readsMemory |= !expr.type.isArray();
  if (expr.kind == ExprKind::call) noteCall(effects, expr, module);
  if (expr.kind != ExprKind::builtin) return;
  BuiltinEffect effect = rowOf(expr.row).effect;
  if (effect == BuiltinEffect::state) noteWrite(effects, expr.operands[0]);
  if (effect == BuiltinEffect::memory) effects.readsMemory = effects.writesMemory = true;
  effects.readsMemory |= expr.row == Builtin::lowerBound;
}

bool meet(const std::set<int> &a, const std::set<int> &b) {
  return std::any_of(a.begin(), a.end(), [&](int variable) { return b.contains(variable); });
}

/// Whether what `a` writes matters to `b`.
bool disturbs(const Effects &a, const Effects &b) {
  return (a.writesMemory && (b.readsMemory || b.writesMemory)) || meet(a.writes, b.reads) || meet(a.writes, b.writes);
}

void noteTargets(const std::vector<Stmt> &body, Effects &effects) {
  for (const Stmt &stmt : body) {
    for (const Expr &target : stmt.targets) noteWrite(effects, target);
    noteTargets(stmt.body, effects);
    noteTargets(stmt.otherwise, effects);
  }
}

}  // namespace

Effects effectsOf(const Expr &expr, const Module &module) {
  Effects effects;
  walkExpr(expr, [&](const Expr &part) { note(effects, part, module); });
  return effects;
}

Effects effectsOfIndices(const Expr &target, const Module &module) {
  Effects effects;
  for (const Expr *part = &target; !part->operands.empty(); part = &part->operands[0])
    for (const Expr &index : std::span(part->operands).subspan(1))
      walkExpr(index, [&](const Expr &inner) { note(effects, inner, module); });
  return effects;
}

Effects effectsOfTarget(const Expr &target, const Module &module) {
  Effects effects = effectsOfIndices(target, module);
  noteWrite(effects, target);
  return effects;
}

bool conflict(const Effects &a, const Effects &b) { return disturbs(a, b) || disturbs(b, a); }

std::set<int> writtenBy(const std::vector<Stmt> &body, const Module &module) {
  Effects effects;
  noteTargets(body, effects);
  walkBody(body, [&](const Expr &expr) { note(effects, expr, module); });
  return effects.writes;
}

}  // namespace mlir_rl::kernel::text
