#include <algorithm>

#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel_front/scope.h"

namespace mlir_rl::kernel {

namespace {

bool isTaken(ModuleScope &scope, const std::string &name) {
  const std::vector<Struct> &structs = scope.module().structs;
  bool isStruct = std::any_of(structs.begin(), structs.end(), [&](const Struct &s) { return s.name == name; });
  return isStruct || scope.aliases.count(name) || scope.numbers.count(name) || name == scope.warp;
}

void readField(ModuleScope &scope, const Json &node, Struct &structure) {
  if (is(node, "Pass") || (is(node, "Expr") && isConstant(child(node, "value"), "str"))) return;
  const Json &target = child(node, "target");
  if (!is(node, "AnnAssign") || !is(target, "Name") || node.contains("value"))
    return void(refuse(scope, node, "a struct has fields only; write name: wp.float32"));
  std::string name = text(target, "id");
  for (const Variable &field : structure.fields)
    if (field.name == name) refuse(scope, node, "the struct has a field `" + name + "` already; give it another name");
  std::optional<Type> type = readType(scope, child(node, "annotation"));
  structure.fields.push_back({name, type.value_or(Type{}), placeOf(node)});
}

/// The type when the value is wp.types.vector(...), wp.types.matrix(...), or another type's name.
bool isTypeValue(ModuleScope &scope, const Json &value) {
  std::string name = is(value, "Call") ? scope.warpName(child(value, "func")) : "";
  return name == "vector" || name == "matrix" || (!is(value, "Call") && namedType(scope, value));
}

void addConstant(ModuleScope &scope, const std::string &name, const Json &value) {
  bool wrapped = is(value, "Call") && scope.warpName(child(value, "func")) == "constant";
  if (wrapped && list(value, "args").size() != 1) return void(refuse(scope, value, "wp.constant takes one number"));
  const Json &number = wrapped ? list(value, "args")[0] : value;
  MaybeExpr literal = readConstant(scope, number);
  if (!literal) {
    scope.failed.insert(name);
    return;
  }
  bool cast = is(number, "Call") && !isNumberCall(scope, number);
  const Json &plain = cast ? list(number, "args")[0] : number;
  scope.numbers[name] = *readNumber(scope, plain);
  scope.module().constants.push_back({name, literal->type, literal->value, placeOf(value)});
}

}  // namespace

void readStruct(ModuleScope &scope, const Json &node) {
  Struct structure = {.name = text(node, "name"), .place = placeOf(node)};
  if (isTaken(scope, structure.name))
    return void(refuse(scope, node, "`" + structure.name + "` is defined already; give it another name"));
  for (const Json &field : list(node, "body")) readField(scope, field, structure);
  if (structure.fields.empty()) return void(refuse(scope, node, "a struct without fields; write name: wp.float32"));
  scope.module().structs.push_back(std::move(structure));
}

static void define(ModuleScope &scope, const Json &node, const Json &target, const Json &value) {
  std::string name = text(target, "id");
  if (isTaken(scope, name)) return void(refuse(scope, node, "`" + name + "` is defined already; give it another name"));
  if (!isTypeValue(scope, value)) return addConstant(scope, name, value);
  std::optional<Type> type = readType(scope, value);
  if (type)
    scope.aliases[name] = *type;
  else
    scope.failed.insert(name);
}

void readModuleAssign(ModuleScope &scope, const Json &node) {
  const Json &targets = list(node, "targets"), &value = child(node, "value");
  const Json one = Json::array({value});
  bool several = targets.size() == 1 && is(targets[0], "Tuple") && is(value, "Tuple");
  const Json &names = several ? list(targets[0], "elts") : targets;
  const Json &values = several ? list(value, "elts") : one;
  for (const Json &name : names)
    if (names.size() != values.size() || !is(name, "Name"))
      return void(refuse(scope, node, "a name for each value; write NAME = wp.constant(...)"));
  for (size_t i = 0; i < names.size(); ++i) define(scope, node, names[i], values[i]);
}

}  // namespace mlir_rl::kernel
