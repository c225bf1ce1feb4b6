#include <algorithm>
#include <map>

#include "mlir_rl/kernel/effect.h"
#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel_front/scope.h"
#include "mlir_rl/support/nearest.h"

namespace mlir_rl::kernel {

namespace {

MaybeExpr readLiteral(FunctionScope &scope, const Json &node) {
  std::optional<Number> number = readNumber(scope.outer, node);
  if (!number) return std::nullopt;
  Type type = number->kind == Number::integer ? kI32 : number->kind == Number::real ? kF32 : kBool;
  return literalOf(scope.outer, node, *number, type);
}

std::optional<int> constantNamed(const Module &module, const std::string &name) {
  for (size_t i = 0; i < module.constants.size(); ++i)
    if (module.constants[i].name == name) return int(i);
  return std::nullopt;
}

MaybeExpr unknownName(FunctionScope &scope, const Json &node, const std::string &name) {
  if (scope.outer.failed.count(name)) return std::nullopt;
  if (scope.outer.functions.count(name) || scope.outer.kernels.count(name))
    return refuse(scope, node, "`" + name + "` is a function; call it: " + name + "(...)");
  std::vector<std::string> names;
  for (const auto &[known, number] : scope.numbers) names.push_back(known);
  for (const Constant &constant : scope.module().constants) names.push_back(constant.name);
  return refuse(scope, node, "unknown name `" + name + "`" + didYouMean(name, names));
}

MaybeExpr readName(FunctionScope &scope, const Json &node) {
  std::string name = text(node, "id");
  if (auto found = scope.numbers.find(name); found != scope.numbers.end()) {
    const Type &type = scope.function.variables[size_t(found->second)].type;
    if (type.isNone()) return std::nullopt;  // what it was assigned has an error
    return Expr{.kind = ExprKind::variable, .type = type, .id = found->second, .place = placeOf(node)};
  }
  std::optional<int> constant = constantNamed(scope.module(), name);
  if (!constant) return unknownName(scope, node, name);
  const Type &type = scope.module().constants[size_t(*constant)].type;
  return Expr{.kind = ExprKind::constant, .type = type, .id = *constant, .place = placeOf(node)};
}

MaybeExpr readUnary(FunctionScope &scope, const Json &node) {
  const Json &operand = child(node, "operand");
  const std::string &op = kindOf(child(node, "op"));
  bool number = isConstant(operand, "int") || isConstant(operand, "float");
  if (op == "USub" && number) return readLiteral(scope, node);
  MaybeExpr value = readValue(scope, operand);
  if (!value) return std::nullopt;
  bool folds =
      op == "USub" && value->kind == ExprKind::literal && !isUnsigned(value->type.scalar) && value->type != kBool;
  if (!folds) return applyBuiltin(scope, node, *operatorOf(child(node, "op")), {std::move(*value)});
  // The lowest integer has no opposite of its type.
  value->value.integer = int64_t(0 - uint64_t(value->value.integer));
  if (isFloat(value->type.scalar)) value->value.real = -value->value.real;
  if (!isFloat(value->type.scalar) && !fits(value->type.scalar, value->value.integer))
    return refuse(scope, node, "the number does not fit " + typeText(value->type) + "; write wp.int64(...)");
  return value;
}

MaybeExpr readBinary(FunctionScope &scope, const Json &node) {
  std::optional<Builtin> row = operatorOf(child(node, "op"));
  if (!row) return refuse(scope, node, "kernels have no operator @; write *");
  MaybeExpr left = readValue(scope, child(node, "left"));
  MaybeExpr right = readValue(scope, child(node, "right"));
  if (!left || !right) return std::nullopt;
  return applyBuiltin(scope, node, *row, {std::move(*left), std::move(*right)});
}

/// a and b and c: from the left.
MaybeExpr readLogical(FunctionScope &scope, const Json &node) {
  std::optional<std::vector<Expr>> values = readValues(scope, list(node, "values"));
  if (!values) return std::nullopt;
  for (size_t i = 1; i < values->size(); ++i)
    if (hasEffect((*values)[i], scope.module()))
      return refuse(
          scope, list(node, "values")[i],
          "a side of `and` or `or` that changes something, which releases of Warp evaluate differently; assign "
          "it to a variable before");
  Builtin row = *operatorOf(child(node, "op"));
  MaybeExpr result = std::move(values->front());
  for (size_t i = 1; i < values->size() && result; ++i)
    result = applyBuiltin(scope, node, row, {std::move(*result), std::move((*values)[i])});
  return result;
}

MaybeExpr readConditional(FunctionScope &scope, const Json &node) {
  MaybeExpr condition = readCondition(scope, child(node, "test"));
  MaybeExpr then = readValue(scope, child(node, "body")), other = readValue(scope, child(node, "orelse"));
  if (!condition || !then || !other) return std::nullopt;
  if (then->type != other->type)
    return refuse(scope, node,
                  "the two sides of if are " + typeText(then->type, scope.module()) + " and " +
                      typeText(other->type, scope.module()) + "; cast one of them");
  if (then->type.isArray())
    return refuse(scope, node, "if chooses between values, not arrays; choose between elements");
  Type type = then->type;
  return Expr{.kind = ExprKind::conditional,
              .type = type,
              .operands = {std::move(*condition), std::move(*then), std::move(*other)},
              .place = placeOf(node)};
}

}  // namespace

std::optional<Builtin> operatorOf(const Json &op) {
  static const std::map<std::string, Builtin> rows = {
      {"Add", Builtin::add},        {"Sub", Builtin::sub},           {"Mult", Builtin::mul},
      {"Div", Builtin::div},        {"FloorDiv", Builtin::floordiv}, {"Mod", Builtin::mod},
      {"Pow", Builtin::powOf},      {"LShift", Builtin::shl},        {"RShift", Builtin::shr},
      {"BitAnd", Builtin::bitAnd},  {"BitOr", Builtin::bitOr},       {"BitXor", Builtin::bitXor},
      {"USub", Builtin::neg},       {"UAdd", Builtin::pos},          {"Invert", Builtin::bitNot},
      {"Not", Builtin::logicalNot}, {"And", Builtin::logicalAnd},    {"Or", Builtin::logicalOr},
      {"Eq", Builtin::equal},       {"NotEq", Builtin::notEqual},    {"Lt", Builtin::less},
      {"LtE", Builtin::lessEqual},  {"Gt", Builtin::greater},        {"GtE", Builtin::greaterEqual}};
  auto row = rows.find(kindOf(op));
  return row == rows.end() ? std::nullopt : std::optional(row->second);
}

MaybeExpr applyBuiltin(FunctionScope &scope, const Json &node, Builtin row, std::vector<Expr> operands) {
  std::vector<Type> types;
  for (const Expr &operand : operands) types.push_back(operand.type);
  const BuiltinRow &builtin = rowOf(row);
  TypeOrReason result = builtin.rule(types, {});
  if (!result) {
    std::string name = (builtin.form == BuiltinForm::call ? "wp." : "") + std::string(builtin.name);
    return refuse(scope, node, "`" + name + "`: " + result.reason);
  }
  if (builtin.effect == BuiltinEffect::state && operands[0].kind != ExprKind::variable)
    return refuse(scope, node,
                  "`wp." + std::string(builtin.name) +
                      "` changes its state, which must be a variable; write state = wp.rand_init(...) before");
  return Expr{.kind = ExprKind::builtin,
              .row = row,
              .type = result.type,
              .operands = std::move(operands),
              .place = placeOf(node)};
}

MaybeExpr readExpr(FunctionScope &scope, const Json &node) {
  if (is(node, "Constant")) return readLiteral(scope, node);
  if (is(node, "Name")) return readName(scope, node);
  if (is(node, "Attribute")) return readAttribute(scope, node);
  if (is(node, "Subscript")) return readSubscript(scope, node);
  if (is(node, "Call")) return readCall(scope, node);
  if (is(node, "UnaryOp")) return readUnary(scope, node);
  if (is(node, "BinOp")) return readBinary(scope, node);
  if (is(node, "BoolOp")) return readLogical(scope, node);
  if (is(node, "Compare")) return readCompare(scope, node);
  if (is(node, "IfExp")) return readConditional(scope, node);
  return refuse(scope, node, refusalOf(node));
}

MaybeExpr readValue(FunctionScope &scope, const Json &node) {
  MaybeExpr expr = readExpr(scope, node);
  if (!expr || !expr->type.isNone()) return expr;
  if (expr->kind == ExprKind::tid)
    return refuse(scope, node, "wp.tid() of several dimensions is no single value; write i, j = wp.tid()");
  const Function &called = scope.module().functions[size_t(expr->id)];
  return refuse(scope, node,
                "`" + called.name + "` returns " +
                    (called.results.empty() ? "nothing" : "several values; assign them to as many names"));
}

std::optional<std::vector<Expr>> readValues(FunctionScope &scope, const Json &nodes) {
  std::vector<Expr> values;
  bool whole = true;
  for (const Json &node : nodes) {
    MaybeExpr value = readValue(scope, node);
    whole &= value.has_value();
    if (value) values.push_back(std::move(*value));
  }
  return whole ? std::optional(std::move(values)) : std::nullopt;
}

MaybeExpr readCondition(FunctionScope &scope, const Json &node) {
  MaybeExpr condition = readValue(scope, node);
  if (!condition || condition->type == kBool) return condition;
  bool number = condition->type.isScalar();
  return refuse(scope, node,
                "a condition is a bool, not " + typeText(condition->type, scope.module()) +
                    (number ? "; write != 0" : "; compare it"));
}

}  // namespace mlir_rl::kernel
