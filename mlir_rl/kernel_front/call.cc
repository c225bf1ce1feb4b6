#include <algorithm>

#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel_front/scope.h"
#include "mlir_rl/support/nearest.h"

namespace mlir_rl::kernel {

namespace {

/// A number written as it is: 1, -0.5, wp.pi.
bool isNumber(const Json &node) {
  const Json &inner = is(node, "UnaryOp") && is(child(node, "op"), "USub") ? child(node, "operand") : node;
  return isConstant(inner, "int") || isConstant(inner, "float");
}

/// The literal of another type that a cast makes of a literal, with every digit that was written.
MaybeExpr readLiteralCast(FunctionScope &scope, const Json &node, const Json &argument, const Type &type) {
  std::optional<Number> number = readNumber(scope.outer, argument);
  return number ? literalOf(scope.outer, node, *number, type) : std::nullopt;
}

/// wp.float64(0.5) is a literal of that type; float(0.5) stays a cast, see tree.h.
MaybeExpr readCast(FunctionScope &scope, const Json &node, const Type &type) {
  const Json &arguments = list(node, "args");
  if (arguments.size() != 1) return refuse(scope, node, "a cast takes one value: " + typeText(type) + "(x)");
  bool declares = type == kI32 || type == kF32 || type == kBool;
  if (isNumber(arguments[0]) && !declares) return readLiteralCast(scope, node, arguments[0], type);
  MaybeExpr value = readValue(scope, arguments[0]);
  if (!value) return std::nullopt;
  bool literal = value->kind == ExprKind::literal && (value->type == kI32 || value->type == kF32);
  if (!literal || declares) return applyBuiltin(scope, node, castTo(type.scalar), {std::move(*value)});
  if (is(arguments[0], "Attribute")) return readLiteralCast(scope, node, arguments[0], type);  // wp.pi
  bool real = value->type == kF32;
  return literalOf(
      scope.outer, node,
      {.kind = real ? Number::real : Number::integer, .whole = value->value.integer, .fraction = value->value.real},
      type);
}

std::string typeList(FunctionScope &scope, const std::vector<Expr> &operands) {
  std::string text = "(";
  for (size_t i = 0; i < operands.size(); ++i) text += (i ? ", " : "") + typeText(operands[i].type, scope.module());
  return text + ")";
}

MaybeExpr readCompound(FunctionScope &scope, const Json &node, const Type &type, std::vector<Expr> operands) {
  size_t count = operands.size();
  if (count > 1 && count != size_t(type.components()))
    return refuse(scope, node,
                  typeText(type) + " is made of no values, one, or " + std::to_string(type.components()) + ", not " +
                      std::to_string(count) +
                      (type.isMatrix() ? "; of vectors by wp.matrix_from_rows or wp.matrix_from_cols" : ""));
  for (const Expr &operand : operands)
    if (operand.type != componentType(type))
      return refuse(scope, node,
                    typeText(type) + " is made of " + typeText(componentType(type)) + ", not " +
                        typeText(operand.type, scope.module()) + "; cast it");
  return Expr{.kind = ExprKind::construct, .type = type, .operands = std::move(operands), .place = placeOf(node)};
}

MaybeExpr readStructValue(FunctionScope &scope, const Json &node, const Type &type, std::vector<Expr> operands) {
  const Struct &structure = scope.module().structs[size_t(type.structure)];
  bool suits = operands.empty() || operands.size() == structure.fields.size();
  for (size_t i = 0; suits && i < operands.size(); ++i) suits = operands[i].type == structure.fields[i].type;
  if (!suits)
    return refuse(scope, node,
                  "`" + structure.name + "` is made of nothing (all zeros) or a value for each field in order, not " +
                      typeList(scope, operands));
  for (const Variable &field : structure.fields)
    if (field.type.isArray())
      return refuse(
          scope, node,
          "`" + structure.name + "` has a field of array type, so kernels only receive it; pass it as a parameter");
  return Expr{.kind = ExprKind::construct, .type = type, .operands = std::move(operands), .place = placeOf(node)};
}

MaybeExpr readConstruct(FunctionScope &scope, const Json &node, const Type &type) {
  if (type.isScalar()) return readCast(scope, node, type);
  std::optional<std::vector<Expr>> operands = readValues(scope, list(node, "args"));
  if (!operands) return std::nullopt;
  if (type.isStruct()) return readStructValue(scope, node, type, std::move(*operands));
  return readCompound(scope, node, type, std::move(*operands));
}

MaybeExpr callOf(FunctionScope &scope, const Json &node, int id, std::vector<Expr> operands) {
  const std::vector<Type> &results = scope.module().functions[size_t(id)].results;
  return Expr{.kind = ExprKind::call,
              .type = results.size() == 1 ? results[0] : Type{},
              .id = id,
              .operands = std::move(operands),
              .place = placeOf(node)};
}

bool accepts(const Function &function, const std::vector<Expr> &operands) {
  bool suits = size_t(function.parameters) == operands.size();
  for (size_t i = 0; suits && i < operands.size(); ++i) suits = function.variables[i].type == operands[i].type;
  return suits;
}

MaybeExpr readUserCall(FunctionScope &scope, const Json &node, const std::string &name) {
  std::optional<std::vector<Expr>> operands = readValues(scope, list(node, "args"));
  if (!operands || scope.outer.failed.count(name)) return std::nullopt;
  std::string known;
  const std::vector<Function> &functions = scope.module().functions;
  for (size_t i = 0; i < functions.size(); ++i) {
    if (functions[i].name != name) continue;
    if (accepts(functions[i], *operands)) return callOf(scope, node, int(i), std::move(*operands));
    std::vector<Expr> parameters;
    for (int p = 0; p < functions[i].parameters; ++p)
      parameters.push_back({.type = functions[i].variables[size_t(p)].type});
    known += (known.empty() ? "" : " or ") + typeList(scope, parameters);
  }
  if (!known.empty())
    return refuse(scope, node,
                  "`" + name + "` takes " + known + ", not " + typeList(scope, *operands) + "; cast what differs");
  if (name == scope.function.name)
    return refuse(scope, node, "`" + name + "` calls itself, and functions do not recurse; write a loop");
  return refuse(scope, node, "`" + name + "` is defined further down; move it above");
}

/// wp.identity(n=3, dtype=wp.float32).
MaybeExpr readIdentity(FunctionScope &scope, const Json &node) {
  const Json *n = nullptr, *dtype = nullptr;
  const Json &arguments = list(node, "args");
  if (!arguments.empty()) n = &arguments[0];
  if (arguments.size() > 1) dtype = &arguments[1];
  for (const Json &given : list(node, "keywords")) (text(given, "arg") == "n" ? n : dtype) = &child(given, "value");
  if (!n || !dtype) return refuse(scope, node, "write wp.identity(n=3, dtype=wp.float32)");
  std::optional<Number> rows = readNumber(scope.outer, *n);
  std::optional<Type> scalar = readType(scope.outer, *dtype);
  if (!rows || !scalar) return std::nullopt;
  bool suits = rows->kind == Number::integer && rows->whole >= 1 && rows->whole <= kMaxExtent;
  if (!suits || !scalar->isScalar() || scalar->is(Scalar::boolean))
    return refuse(scope, node, "an identity has 1 to " + std::to_string(kMaxExtent) + " rows of numbers");
  Type type = matrixType(int(rows->whole), int(rows->whole), scalar->scalar);
  return Expr{.kind = ExprKind::builtin, .row = Builtin::identity, .type = type, .place = placeOf(node)};
}

MaybeExpr readStatic(FunctionScope &scope, const Json &node) {
  const Json &arguments = list(node, "args");
  if (arguments.size() != 1) return refuse(scope, node, "wp.static takes one constant expression");
  return readConstant(scope.outer, arguments[0]);
}

/// Python's own name for a function that Warp has too.
bool isPythons(const std::string &name) {
  return name == "min" || name == "max" || name == "abs" || name == "round" || name == "pow";
}

const BuiltinRow *builtinOf(FunctionScope &scope, const std::string &name, const std::string &ours) {
  if (!ours.empty()) return findBuiltin(ours, ours == "len" ? BuiltinForm::bare : BuiltinForm::call);
  bool taken = scope.numbers.count(name) > 0;  // by a variable, which Python would call
  return isPythons(name) && !taken ? findBuiltin(name, BuiltinForm::call) : findBuiltin(name, BuiltinForm::bare);
}

MaybeExpr unknownCall(FunctionScope &scope, const Json &node, const std::string &name, const std::string &ours) {
  if (scope.outer.failed.count(name)) return std::nullopt;
  if (name.empty()) return refuse(scope, node, "only functions with a name are called");
  if (ours.empty() && findBuiltin(name, BuiltinForm::call)) return refuse(scope, node, "write wp." + name + "(...)");
  if (name == "range") return refuse(scope, node, "range stands in a for loop only");
  if (name == "print" || ours == "printf" || ours == "print")
    return refuse(scope, node, "kernels do not print; store into an array");
  std::vector<std::string> names = builtinNames(BuiltinForm::call);
  if (ours.empty())
    names.clear();
  else
    for (std::string &known : names) known = scope.outer.warp + "." + known;
  for (const auto &[known, place] : scope.outer.functions) names.push_back(known);
  return refuse(scope, node, "unknown function `" + name + "`" + didYouMean(name, names));
}

}  // namespace

MaybeExpr readTid(FunctionScope &scope, const Json &node, int dims) {
  if (!scope.isKernel) return refuse(scope, node, "wp.tid() belongs in kernels; pass the index to the function");
  if (!list(node, "args").empty()) return refuse(scope, node, "wp.tid() takes nothing");
  if (scope.tidDims && scope.tidDims != dims)
    return refuse(scope, node,
                  "wp.tid() has " + std::to_string(dims) + " dimensions here and " + std::to_string(scope.tidDims) +
                      " above; a launch has one shape");
  scope.tidDims = dims;
  return Expr{.kind = ExprKind::tid, .type = dims == 1 ? kI32 : Type{}, .id = dims, .place = placeOf(node)};
}

MaybeExpr readCall(FunctionScope &scope, const Json &node) {
  const Json &func = child(node, "func");
  std::string name = dottedName(func), ours = scope.outer.warpName(func);
  if (ours == "identity") return readIdentity(scope, node);
  if (ours == "tid") return readTid(scope, node, 1);
  if (ours == "static") return readStatic(scope, node);
  if (ours == "vector" || ours == "matrix")
    return refuse(
        scope, node,
        "name the type at the module's top: vec5 = wp.types.vector(length=5, dtype=wp.float32); then write vec5(...)");
  if (!list(node, "keywords").empty()) return refuse(scope, node, "arguments by name; write them in order");
  if (scope.outer.kernels.count(name))
    return refuse(scope, node, "`" + name + "` is a kernel; kernels call functions only");
  if (scope.outer.functions.count(name)) return readUserCall(scope, node, name);
  if (std::optional<Type> type = namedType(scope.outer, func)) return readConstruct(scope, node, *type);
  const BuiltinRow *row = builtinOf(scope, name, ours);
  if (!row) return unknownCall(scope, node, name, ours);
  std::optional<std::vector<Expr>> operands = readValues(scope, list(node, "args"));
  return operands ? applyBuiltin(scope, node, row->id, std::move(*operands)) : std::nullopt;
}

}  // namespace mlir_rl::kernel
