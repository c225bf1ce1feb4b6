#include "mlir_rl/kernel_front/scope.h"

namespace mlir_rl::kernel {

namespace {

void readParameter(FunctionScope &scope, const Json &node) {
  std::string name = text(node, "arg");
  if (!node.contains("annotation"))
    return void(
        refuse(scope, node, "the type of `" + name + "` is missing; write " + name + ": wp.float32 or another"));
  std::optional<Type> type = readType(scope.outer, child(node, "annotation"));
  if (scope.numbers.count(name)) refuse(scope, node, "two parameters are named `" + name + "`; rename one");
  // A parameter whose type is not known still has its place, so that its uses are not errors too.
  scope.numbers[name] = int(scope.function.variables.size());
  scope.function.variables.push_back({name, type.value_or(Type{}), placeOf(node)});
  scope.literal.push_back(false);
  scope.frozen.push_back(false);
  scope.bound.push_back(true);
}

void readParameters(FunctionScope &scope, const Json &arguments) {
  for (const char *others : {"posonlyargs", "kwonlyargs", "vararg", "kwarg", "defaults"}) {
    const Json &found = child(arguments, others);
    if (found.is_null()) continue;
    const Json &node = found.is_array() ? found[0] : found;
    refuse(scope, node, "parameters have no defaults, stars or slashes; write name: type");
  }
  for (const Json &parameter : list(arguments, "args")) readParameter(scope, parameter);
  scope.function.parameters = int(scope.function.variables.size());
}

std::string signatureOf(const Function &function, const Module &module) {
  std::string text = function.name + "(";
  for (int i = 0; i < function.parameters; ++i)
    text += (i ? ", " : "") + typeText(function.variables[size_t(i)].type, module);
  return text + ")";
}

/// Whether the module has a function or kernel of that name, which no other may share; functions may overload.
void checkName(ModuleScope &scope, const Json &node, const Function &function, bool isKernel) {
  for (const Function &kernel : scope.module().kernels)
    if (kernel.name == function.name)
      refuse(scope, node, "a kernel `" + function.name + "` is defined already; give it another name");
  std::string signature = signatureOf(function, scope.module());
  for (const Function &other : scope.module().functions) {
    if (isKernel ? other.name != function.name : signatureOf(other, scope.module()) != signature) continue;
    refuse(scope, node,
           "`" + signature + "` is defined already; give it another name" + (isKernel ? "" : " or other types"));
    return;
  }
}

}  // namespace

void readFunction(ModuleScope &outer, const Json &node, bool isKernel) {
  size_t errors = outer.reading.errors.size();
  FunctionScope scope = {.outer = outer, .isKernel = isKernel};
  scope.function.name = text(node, "name");
  scope.function.place = placeOf(node);
  readParameters(scope, child(node, "args"));
  checkName(outer, node, scope.function, isKernel);
  Json body = list(node, "body");
  if (is(body[0], "Expr") && isConstant(child(body[0], "value"), "str")) body.erase(body.begin());  // the docstring
  scope.function.body = readBody(scope, body);
  if (scope.function.body.empty()) scope.function.body.push_back({.kind = StmtKind::pass});
  if (node.contains("returns") && !isConstant(child(node, "returns"), "none")) {
    std::optional<Type> given =
        is(child(node, "returns"), "Subscript") ? std::nullopt : readType(outer, child(node, "returns"));
    bool fits = scope.function.results.size() == 1 && given && scope.function.results[0] == *given;
    if (given && !fits && outer.reading.errors.size() == errors)
      refuse(outer, child(node, "returns"),
             "the function does not return " + typeText(*given, outer.module()) + "; correct it or leave it out");
  }
  if (outer.reading.errors.size() > errors) outer.failed.insert(scope.function.name);
  (isKernel ? outer.module().kernels : outer.module().functions).push_back(std::move(scope.function));
}

}  // namespace mlir_rl::kernel
