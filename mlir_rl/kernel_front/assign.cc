#include <algorithm>

#include "mlir_rl/kernel_front/scope.h"

namespace mlir_rl::kernel {

namespace {

/// Names that mean something else in the whole module.
std::string takenBy(FunctionScope &scope, const std::string &name) {
  const ModuleScope &outer = scope.outer;
  const std::vector<Struct> &structs = scope.module().structs;
  if (name == outer.warp || outer.math.count(name)) return "an imported module";
  if (outer.functions.count(name)) return "a function of the module";
  if (outer.numbers.count(name)) return "a constant of the module";
  if (outer.aliases.count(name)) return "a type of the module";
  if (std::any_of(structs.begin(), structs.end(), [&](const Struct &s) { return s.name == name; }))
    return "a struct of the module";
  if (findBuiltin(name, BuiltinForm::bare) || name == "range") return "a function of Python";
  return "";
}

MaybeExpr newVariable(FunctionScope &scope, const Json &node, const std::string &name, const Type &type) {
  if (std::string other = takenBy(scope, name); !other.empty())
    return refuse(scope, node, "`" + name + "` names " + other + "; give the variable another name");
  int id = int(scope.function.variables.size());
  scope.numbers[name] = id;
  scope.function.variables.push_back({name, type, placeOf(node)});
  scope.literal.push_back(false);
  scope.frozen.push_back(false);
  scope.bound.push_back(false);
  return Expr{.kind = ExprKind::variable, .type = type, .id = id, .place = placeOf(node)};
}

bool isBareLiteral(const Expr &value) {
  bool declared = value.type == kI32 || value.type == kF32 || value.type == kBool;
  return declared && (value.kind == ExprKind::literal || value.kind == ExprKind::constant);
}

/// A component, element or field that may be written.
MaybeExpr readPlaceTarget(FunctionScope &scope, const Json &node) {
  if (!is(node, "Subscript") && !is(node, "Attribute"))
    return refuse(scope, node, "only variables, elements, components and fields are assigned");
  MaybeExpr target = readExpr(scope, node);
  if (!target) return std::nullopt;
  bool placed =
      target->kind == ExprKind::component || target->kind == ExprKind::element || target->kind == ExprKind::field;
  if (!placed || !rootOf(*target))
    return refuse(scope, node, "only variables, elements, components and fields are assigned");
  if (target->type.isArray())
    return refuse(scope, node,
                  target->kind == ExprKind::field ? "fields of array type are set where the kernel is launched"
                                                  : "a part of an array; write a loop over its elements");
  return target;
}

MaybeExpr readTarget(FunctionScope &scope, const Json &node, const Type &type, bool literal) {
  if (is(node, "Name")) return readVariableTarget(scope, node, type, literal);
  MaybeExpr target = readPlaceTarget(scope, node);
  if (!target || target->type == type) return target;
  return refuse(scope, node,
                "the target holds " + typeText(target->type, scope.module()) + ", not " +
                    typeText(type, scope.module()) + "; cast the value");
}

/// After a value with errors: names it would have defined are known, so that their uses are not errors too.
void poison(FunctionScope &scope, const Json &target) {
  for (const Json &part : is(target, "Tuple") ? list(target, "elts") : Json::array({target}))
    if (is(part, "Name") && !scope.numbers.count(text(part, "id"))) newVariable(scope, part, text(part, "id"), {});
}

/// The value of an assignment to `count` targets.
MaybeExpr readSeveral(FunctionScope &scope, const Json &node, size_t count) {
  if (is(node, "Tuple")) {
    std::optional<std::vector<Expr>> values = readValues(scope, list(node, "elts"));
    if (!values) return std::nullopt;
    return Expr{.kind = ExprKind::tuple, .operands = std::move(*values), .place = placeOf(node)};
  }
  if (is(node, "Call") && scope.outer.warpName(child(node, "func")) == "tid") {
    if (count > kMaxArrayDims) return refuse(scope, node, "a launch has at most 4 dimensions");
    return readTid(scope, node, int(count));
  }
  MaybeExpr value = readExpr(scope, node);
  bool several = value && value->kind == ExprKind::call && value->type.isNone();
  if (!value || several) return value;
  return refuse(scope, node, "one value for several names; assign a tuple, wp.tid() or a function of several results");
}

std::vector<Type> resultsOf(FunctionScope &scope, const Expr &value) {
  if (value.kind == ExprKind::tid) return std::vector<Type>(size_t(value.id), kI32);
  if (value.kind == ExprKind::call) return scope.module().functions[size_t(value.id)].results;
  std::vector<Type> types;
  for (const Expr &operand : value.operands) types.push_back(operand.type);
  return types;
}

MaybeStmt readTupleAssign(FunctionScope &scope, const Json &node, const Json &targets) {
  MaybeExpr value = readSeveral(scope, child(node, "value"), targets.size());
  if (!value) {
    poison(scope, list(node, "targets")[0]);
    return std::nullopt;
  }
  std::vector<Type> types = resultsOf(scope, *value);
  if (types.size() != targets.size())
    return refuse(scope, node,
                  std::to_string(targets.size()) + " names for " + std::to_string(types.size()) + " values");
  Stmt stmt = {.kind = StmtKind::assign, .place = placeOf(node)};
  for (size_t i = 0; i < types.size(); ++i) {
    if (!is(targets[i], "Name"))
      return refuse(scope, targets[i], "several values go to variables only; name them, and store these one by one");
    bool literal = value->kind == ExprKind::tuple && isBareLiteral(value->operands[i]);
    MaybeExpr target = readVariableTarget(scope, targets[i], types[i], literal);
    if (!target) return std::nullopt;
    stmt.targets.push_back(std::move(*target));
  }
  stmt.values.push_back(std::move(*value));
  return stmt;
}

}  // namespace

bool mayChange(FunctionScope &scope, const Json &node, int variable) {
  if (!scope.frozen[size_t(variable)]) return true;
  const Variable &v = scope.function.variables[size_t(variable)];
  refuse(scope, node,
         "`" + v.name +
             "` holds a literal from before the loop, which a loop that is not unrolled cannot change; declare it "
             "before as " +
             v.name + " = " +
             (v.type == kI32   ? "int"
              : v.type == kF32 ? "float"
                               : "bool") +
             "(...)");
  return false;
}

MaybeExpr readVariableTarget(FunctionScope &scope, const Json &node, const Type &type, bool literal) {
  std::string name = text(node, "id");
  auto found = scope.numbers.find(name);
  MaybeExpr target;
  if (found == scope.numbers.end()) {
    target = newVariable(scope, node, name, type);
  } else {
    const Variable &variable = scope.function.variables[size_t(found->second)];
    if (variable.type.isNone()) return std::nullopt;  // what it was assigned first has an error
    if (variable.type != type)
      return refuse(scope, node,
                    "`" + name + "` is " + typeText(variable.type, scope.module()) + " since line " +
                        std::to_string(variable.place.line) + " and keeps its type, not " +
                        typeText(type, scope.module()) + "; cast the value or take another name");
    if (!mayChange(scope, node, found->second)) return std::nullopt;
    target = Expr{.kind = ExprKind::variable, .type = type, .id = found->second, .place = placeOf(node)};
  }
  if (!target) return std::nullopt;
  size_t id = size_t(target->id);
  if (type.isArray() && scope.bound[id])
    return refuse(scope, node, "`" + name + "` names an array already; take another name");
  scope.bound[id] = true;
  scope.literal[id] = literal;
  scope.assigned.push_back(target->id);
  return target;
}

MaybeStmt readAssign(FunctionScope &scope, const Json &node) {
  const Json &targets = list(node, "targets");
  if (targets.size() != 1) return refuse(scope, node, "two assignments in one; write a line for each");
  if (is(targets[0], "Tuple") || is(targets[0], "List")) return readTupleAssign(scope, node, list(targets[0], "elts"));
  MaybeExpr value = readValue(scope, child(node, "value"));
  if (!value) {
    poison(scope, targets[0]);
    return std::nullopt;
  }
  MaybeExpr target = readTarget(scope, targets[0], value->type, isBareLiteral(*value));
  if (!target) return std::nullopt;
  return Stmt{
      .kind = StmtKind::assign, .targets = {std::move(*target)}, .values = {std::move(*value)}, .place = placeOf(node)};
}

}  // namespace mlir_rl::kernel
