#include <optional>

#include "mlir_rl/kernel_front/scope.h"

namespace mlir_rl::kernel {

namespace {

bool isInsideElement(const Expr &target) {
  const Expr *expr = &target;
  while (expr->kind == ExprKind::component || expr->kind == ExprKind::field) {
    expr = &expr->operands[0];
    if (expr->kind == ExprKind::element) return true;
  }
  return false;
}

/// Whether the element may be changed at once by the operator.
bool checkAtomic(FunctionScope &scope, const Json &node, const Expr &target, Builtin atomic, const Expr &value) {
  std::vector<Type> operands = {target.operands[0].type};
  for (int i = 0; i < operands[0].dims; ++i) operands.push_back(kI32);
  operands.push_back(value.type);
  TypeOrReason result = rowOf(atomic).rule(operands, {});
  if (!result)
    refuse(scope, node, "`" + std::string(rowOf(atomic).name) + "`, which this is on an element: " + result.reason);
  return bool(result);
}

bool checkTarget(FunctionScope &scope, const Json &node, const Expr &target) {
  bool placed = target.kind == ExprKind::variable || target.kind == ExprKind::component ||
                target.kind == ExprKind::element || target.kind == ExprKind::field;
  if (!placed || !rootOf(target))
    refuse(scope, node, "only variables, elements, components and fields are assigned");
  else if (target.type.isArray())
    refuse(scope, node, "a whole array; update its elements");
  else if (isInsideElement(target))
    refuse(scope, node,
           "a part of an array's element; copy the element into a variable, change that and store it back");
  else
    return target.kind != ExprKind::variable || mayChange(scope, node, target.id);
  return false;
}

}  // namespace

MaybeStmt readUpdate(FunctionScope &scope, const Json &node) {
  MaybeExpr target = readValue(scope, child(node, "target"));
  MaybeExpr value = readValue(scope, child(node, "value"));
  if (!target || !value || !checkTarget(scope, child(node, "target"), *target)) return std::nullopt;
  std::optional<Builtin> row = operatorOf(child(node, "op"));
  if (!row) return refuse(scope, node, "kernels have no operator @; write *");
  std::optional<Builtin> atomic = target->kind == ExprKind::element ? atomicOf(*row) : std::nullopt;
  if (atomic && !checkAtomic(scope, node, *target, *atomic, *value)) return std::nullopt;
  MaybeExpr result = applyBuiltin(scope, node, *row, {*target, *value});
  if (!result) return std::nullopt;
  if (result->type != target->type)
    return refuse(scope, node,
                  "the target holds " + typeText(target->type, scope.module()) + ", and this gives " +
                      typeText(result->type, scope.module()) + "; write the assignment out");
  if (target->kind == ExprKind::variable) {
    scope.literal[size_t(target->id)] = false;
    scope.assigned.push_back(target->id);
  }
  return Stmt{.kind = StmtKind::update,
              .row = *row,
              .targets = {std::move(*target)},
              .values = {std::move(*value)},
              .place = placeOf(node)};
}

}  // namespace mlir_rl::kernel
