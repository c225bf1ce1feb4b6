#include "mlir_rl/kernel_front/scope.h"

namespace mlir_rl::kernel {

namespace {

MaybeStmt readBranch(FunctionScope &scope, const Json &node) {
  MaybeExpr condition = readCondition(scope, child(node, "test"));
  size_t mark = scope.assigned.size();
  std::vector<Stmt> body = readBody(scope, list(node, "body"));
  std::vector<Stmt> otherwise = readBody(scope, list(node, "orelse"));
  forgetLiterals(scope, mark);
  if (!condition) return std::nullopt;
  return Stmt{.kind = StmtKind::branch,
              .values = {std::move(*condition)},
              .body = std::move(body),
              .otherwise = std::move(otherwise),
              .place = placeOf(node)};
}

std::string typesText(FunctionScope &scope, const std::vector<Type> &types) {
  std::string text;
  for (const Type &type : types) text += (text.empty() ? "" : ", ") + typeText(type, scope.module());
  return text.empty() ? "nothing" : text;
}

/// Whether these results agree with those of the function's other returns.
bool checkResults(FunctionScope &scope, const Json &node, const std::vector<Expr> &values) {
  std::vector<Type> types;
  for (const Expr &value : values) types.push_back(value.type);
  for (const Type &type : types)
    if (type.isArray())
      return refuse(scope, node, "a function returns values, not arrays; pass the array as a parameter"), false;
  if (scope.isKernel && !types.empty())
    return refuse(scope, node, "a kernel returns nothing; store into an array"), false;
  if (scope.returned && scope.function.results != types)
    return refuse(scope, node,
                  "returns " + typesText(scope, types) + " here and " + typesText(scope, scope.function.results) +
                      " above; return the same types everywhere"),
           false;
  scope.returned = true;
  scope.function.results = std::move(types);
  return true;
}

MaybeStmt readReturn(FunctionScope &scope, const Json &node) {
  const Json &value = child(node, "value");
  std::optional<std::vector<Expr>> values = std::vector<Expr>();
  if (!value.is_null()) values = readValues(scope, is(value, "Tuple") ? list(value, "elts") : Json::array({value}));
  if (!values || !checkResults(scope, node, *values)) return std::nullopt;
  return Stmt{.kind = StmtKind::giveBack, .values = std::move(*values), .place = placeOf(node)};
}

MaybeStmt readAssert(FunctionScope &scope, const Json &node) {
  if (node.contains("msg") && !isConstant(child(node, "msg"), "str"))
    return refuse(scope, child(node, "msg"), "an assertion's message is a literal string");
  MaybeExpr condition = readCondition(scope, child(node, "test"));
  if (!condition) return std::nullopt;
  return Stmt{.kind = StmtKind::assertion, .values = {std::move(*condition)}, .place = placeOf(node)};
}

MaybeStmt readEvaluate(FunctionScope &scope, const Json &node) {
  const Json &value = child(node, "value");
  if (!is(value, "Call"))
    return refuse(scope, node,
                  is(value, "Constant") || !refusedKind(value)
                      ? "an expression whose value is not used; assign it or leave it out"
                      : refusalOf(value));
  MaybeExpr expr = readExpr(scope, value);
  if (!expr) return std::nullopt;
  if (expr->kind != ExprKind::builtin && expr->kind != ExprKind::call)
    return refuse(scope, node, "a value that is not used; assign it or leave it out");
  return Stmt{.kind = StmtKind::evaluate, .values = {std::move(*expr)}, .place = placeOf(node)};
}

MaybeStmt readJump(FunctionScope &scope, const Json &node) {
  bool isBreak = is(node, "Break");
  if (!scope.loops)
    return refuse(scope, node, std::string(isBreak ? "break" : "continue") + " outside a loop; write return");
  return Stmt{.kind = isBreak ? StmtKind::breakLoop : StmtKind::continueLoop, .place = placeOf(node)};
}

MaybeStmt readStmt(FunctionScope &scope, const Json &node) {
  if (is(node, "Assign")) return readAssign(scope, node);
  if (is(node, "AugAssign")) return readUpdate(scope, node);
  if (is(node, "If")) return readBranch(scope, node);
  if (is(node, "For") || is(node, "While")) return readLoop(scope, node);
  if (is(node, "Return")) return readReturn(scope, node);
  if (is(node, "Assert")) return readAssert(scope, node);
  if (is(node, "Expr")) return readEvaluate(scope, node);
  if (is(node, "Break") || is(node, "Continue")) return readJump(scope, node);
  if (is(node, "Pass")) return Stmt{.kind = StmtKind::pass, .place = placeOf(node)};
  return refuse(scope, node, refusalOf(node));
}

}  // namespace

std::vector<Stmt> readBody(FunctionScope &scope, const Json &nodes) {
  std::vector<Stmt> body;
  for (const Json &node : nodes)
    if (MaybeStmt stmt = readStmt(scope, node)) body.push_back(std::move(*stmt));
  return body;
}

}  // namespace mlir_rl::kernel
