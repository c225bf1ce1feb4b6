#include <algorithm>

#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel_front/scope.h"

namespace mlir_rl::kernel {

namespace {

bool leavesLoop(const Json &body) {
  return std::any_of(body.begin(), body.end(), [](const Json &node) {
    if (is(node, "Break") || is(node, "Continue")) return true;
    return is(node, "If") && (leavesLoop(list(node, "body")) || leavesLoop(list(node, "orelse")));
  });
}

/// The body of a loop; what held literals before it is frozen inside when the loop is dynamic.
std::vector<Stmt> readLoopBody(FunctionScope &scope, const Json &node, bool dynamic, const std::vector<bool> &literal) {
  std::vector<bool> before = scope.frozen;
  for (size_t i = 0; dynamic && i < literal.size(); ++i) scope.frozen[i] = scope.frozen[i] || literal[i];
  ++scope.loops;
  std::vector<Stmt> body = readBody(scope, list(node, "body"));
  --scope.loops;
  before.resize(scope.frozen.size());
  scope.frozen = std::move(before);
  return body;
}

/// start, stop and step of range(...), each an i32.
std::optional<std::vector<Expr>> readRange(FunctionScope &scope, const Json &node) {
  const Json &arguments = list(node, "args");
  bool isRange = is(node, "Call") && dottedName(child(node, "func")) == "range";
  if (!isRange || arguments.empty() || arguments.size() > 3 || node.contains("keywords"))
    return refuse(scope, node, "a for loop goes over range(stop), range(start, stop) or range(start, stop, step)");
  std::optional<std::vector<Expr>> values = readValues(scope, arguments);
  if (!values) return std::nullopt;
  for (const Expr &value : *values)
    if (value.type != kI32)
      return refuse(scope, node,
                    "range takes wp.int32, not " + typeText(value.type, scope.module()) + "; write int(...)");
  if (values->size() == 1) values->insert(values->begin(), intLiteral(0));
  if (values->size() == 2) values->push_back(intLiteral(1));
  const Literal *step = literalValue(values->back(), scope.module());
  if (step && step->integer == 0) return refuse(scope, node, "a range with step 0; write another step");
  return values;
}

MaybeStmt readFor(FunctionScope &scope, const Json &node) {
  const Json &target = child(node, "target");
  if (!is(target, "Name")) return refuse(scope, target, "a for loop has one variable");
  Stmt stmt = {.kind = StmtKind::forLoop, .place = placeOf(node)};
  std::optional<std::vector<Expr>> range = readRange(scope, child(node, "iter"));
  if (range) stmt.values = std::move(*range);
  bool unrolled = range && !leavesLoop(list(node, "body")) && unrolls(stmt, scope.module());
  size_t mark = scope.assigned.size();
  std::vector<bool> literal = scope.literal;
  if (MaybeExpr variable = readVariableTarget(scope, target, kI32, unrolled))
    stmt.targets.push_back(std::move(*variable));
  // The variable itself may be assigned in the body.
  if (!stmt.targets.empty() && size_t(stmt.targets[0].id) < literal.size()) literal[size_t(stmt.targets[0].id)] = false;
  stmt.body = readLoopBody(scope, node, !unrolled, literal);
  if (!unrolled) forgetLiterals(scope, mark);
  if (!stmt.targets.empty()) scope.literal[size_t(stmt.targets[0].id)] = false;
  stmt.unrolled = unrolled;
  if (!range || stmt.targets.empty()) return std::nullopt;
  return stmt;
}

MaybeStmt readWhile(FunctionScope &scope, const Json &node) {
  MaybeExpr condition = readCondition(scope, child(node, "test"));
  size_t mark = scope.assigned.size();
  std::vector<bool> literal = scope.literal;
  std::vector<Stmt> body = readLoopBody(scope, node, true, literal);
  forgetLiterals(scope, mark);
  if (!condition) return std::nullopt;
  return Stmt{
      .kind = StmtKind::whileLoop, .values = {std::move(*condition)}, .body = std::move(body), .place = placeOf(node)};
}

}  // namespace

MaybeStmt readLoop(FunctionScope &scope, const Json &node) {
  if (node.contains("orelse"))
    refuse(scope, list(node, "orelse")[0], "a loop has no else; set a flag before break and test it");
  return is(node, "For") ? readFor(scope, node) : readWhile(scope, node);
}

}  // namespace mlir_rl::kernel
