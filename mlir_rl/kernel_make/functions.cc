#include "mlir_rl/kernel_make/functions.h"

#include <algorithm>

#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/lines.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/tidy.h"

namespace mlir_rl::kernel::make {

Parameter parameterFor(Maker &m, const Value &argument, const std::string &hint) {
  Known known = {.range = argument.range, .typical = argument.typical, .source = Source::data, .below = argument.below};
  if (argument.type().isArray()) {
    known = m.known(argument);
    known.loops = known.uses = 0;
    known.hidden = false;
  } else if (argument.expr.kind == ExprKind::variable) {
    known.contents = m.known(argument).contents;  // that it holds an extent's size
  }
  known.parameter = known.open = true;
  return {argument.type(), std::move(known), hint};
}

void giveBack(Maker &m, const Values &values) {
  Body &body = *m.body;
  bool first = body.function.results.empty();
  std::vector<Expr> exprs;
  for (size_t i = 0; i < values.size(); ++i) {
    if (first) {
      body.function.results.push_back(values[i].type());
      body.results.push_back({values[i].range, values[i].usual()});
    }
    Bounds &bounds = body.results[i];
    bounds = {hull(bounds.range, values[i].range), hull(bounds.usual, values[i].usual())};
    body.source = std::max(body.source, values[i].source);
    exprs.push_back(values[i].expr);
  }
  emit(m, parts::giveBack(std::move(exprs)));
}

namespace {

NameKind parameterKind(const Type &type) { return type.isArray() ? NameKind::input : kindOf(type); }

/// Puts the function into the module with the parameters that it needs.
Made finish(Maker &m, Body &body, int parameters) {
  Function &function = body.function;
  sweep(function);
  breakLines(m, body);
  declareLiterals(function, m.module);
  std::vector<bool> occurs = occurring(function);
  Made made = {int(m.module.functions.size()), {}};
  Signature signature = {.parameters = {}, .results = body.results};
  for (int i = 0; i < parameters; ++i) {
    if (!occurs[size_t(i)]) continue;
    made.kept.push_back(i);
    signature.parameters.push_back(body.known[size_t(i)]);
    signature.reads |= function.variables[size_t(i)].type.isArray();
  }
  m.module.functions.push_back(arranged(std::move(function), made.kept));
  m.signatures.push_back(std::move(signature));
  return made;
}

/// An argument as the parameter wants it.
Value fitting(Maker &m, const Value &argument, const Type &type, const Known &parameter) {
  if (type.isArray() || type.isStruct()) return argument;
  Value value = convert(m, argument, type);
  if (parameter.below != kNone) return boundedIndex(m, value, parameter.below);
  return value.scalar() == Scalar::boolean ? value : fit(m, value, parameter.range);
}

Values keptOf(const Values &all, const std::vector<int> &kept) {
  Values values;
  for (int number : kept) values.push_back(all[size_t(number)]);
  return values;
}

/// The call's expression and what it depends on.
Value bareCall(Maker &m, int function, Values arguments) {
  const Signature signature = m.signatures[size_t(function)];
  Value call;
  call.source = signature.reads ? Source::data : Source::fixed;
  call.expr = parts::call(function, {}, {});
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Type type = m.module.functions[size_t(function)].variables[i].type;
    Value argument = fitting(m, arguments[i], type, signature.parameters[i]);
    call.source = std::max(call.source, argument.source);
    call.expr.operands.push_back(argument.expr);
  }
  return call;
}

}  // namespace

std::optional<Made> makeFunction(Maker &m, const std::vector<Parameter> &parameters, const FunctionBody &write,
                                 const std::string &name) {
  Body body, *outer = std::exchange(m.body, &body);
  body.block = &body.function.body;
  ++m.unfinished;
  Values values;
  for (const Parameter &parameter : parameters) {
    values.push_back(newVariable(m, parameter.type, parameterKind(parameter.type), parameter.known, parameter.hint));
    m.known(values.back()).uses = 0;
  }
  Values results = write(values);
  if (!results.empty()) giveBack(m, results);
  --m.unfinished;
  m.body = outer;
  if (body.source == Source::fixed) return std::nullopt;
  body.function.name = name.empty() ? m.names.ofModule(m.draw, NameKind::function) : name;
  return finish(m, body, int(parameters.size()));
}

Value callOf(Maker &m, int function, Values arguments) {
  Value call = bareCall(m, function, std::move(arguments));
  call.expr.type = m.module.functions[size_t(function)].results[0];
  const Bounds &bounds = m.signatures[size_t(function)].results[0];
  call.range = bounds.range;
  call.typical = bounds.usual;
  return call;
}

static std::optional<Made> makeFor(Maker &m, const Values &arguments, const FunctionBody &body,
                                   const std::string &name) {
  std::vector<Parameter> parameters;
  for (const Value &argument : arguments) parameters.push_back(parameterFor(m, argument));
  return makeFunction(m, parameters, body, name);
}

std::optional<Value> callNew(Maker &m, const Values &arguments, const FunctionBody &body, const std::string &name) {
  std::optional<Made> made = makeFor(m, arguments, body, name);
  return made ? std::optional(callOf(m, made->function, keptOf(arguments, made->kept))) : std::nullopt;
}

std::optional<Values> callSeveral(Maker &m, const Values &arguments, const FunctionBody &body) {
  std::optional<Made> made = makeFor(m, arguments, body, "");
  if (!made) return std::nullopt;
  Value call = bareCall(m, made->function, keptOf(arguments, made->kept));
  Values variables;
  std::vector<Expr> targets;
  const std::vector<Type> results = m.module.functions[size_t(made->function)].results;
  for (size_t i = 0; i < results.size(); ++i) {
    const Bounds &bounds = m.signatures[size_t(made->function)].results[i];
    Known known = {.range = bounds.range, .typical = bounds.usual, .source = call.source};
    variables.push_back(newVariable(m, results[i], kindOf(results[i]), known));
    targets.push_back(variables.back().expr);
  }
  emit(m, parts::assignMany(std::move(targets), call.expr));
  return variables;
}

/// Numbers of the functions that give the type and may be called anywhere.
static std::vector<int> suitable(const Maker &m, const Type &type) {
  std::vector<int> found;
  for (size_t i = 0; i < m.signatures.size(); ++i) {
    const Function &function = m.module.functions[i];
    bool plain = std::none_of(function.variables.begin(), function.variables.begin() + function.parameters,
                              [](const Variable &v) { return v.type.isArray() || v.type.isStruct(); });
    if (m.signatures[i].pure && plain && function.results == std::vector<Type>{type}) found.push_back(int(i));
  }
  return found;
}

static std::optional<Value> callAgain(Maker &m, int function, int operations) {
  Values arguments;
  const Function &called = m.module.functions[size_t(function)];
  std::vector<Type> types;
  for (int i = 0; i < called.parameters; ++i) types.push_back(called.variables[size_t(i)].type);
  for (const Type &type : types) arguments.push_back(grow(m, type, operations / 2));
  Value call = callOf(m, function, std::move(arguments));
  return call.source == Source::fixed ? std::nullopt : std::optional(call);
}

Values growBody(Maker &m, const std::vector<Type> &results) {
  statements(m, m.draw.of({0, 0, 0, 1, 1, 1, 2, 2, 3}));
  if (m.draw.chance(22)) {
    Value test = condition(m);
    branch(m, test, [&] {
      Values early;
      for (const Type &type : results) early.push_back(grow(m, type, 1));
      giveBack(m, early);
    });
  }
  Values values;
  for (size_t i = 0; i < results.size(); ++i) values.push_back(i ? grow(m, results[i], 2) : mixUnread(m, results[i]));
  return values;
}

std::optional<Value> growCall(Maker &m, const Type &type, int operations) {
  std::vector<int> known = suitable(m, type);
  if (!known.empty() && (m.functions <= 0 || m.draw.chance(55))) return callAgain(m, m.draw.from(known), operations);
  if (m.functions <= 0) return std::nullopt;
  --m.functions;
  Values arguments;
  for (int count = m.draw.of({1, 1, 2, 2, 2, 3}); count > 0; --count) {
    Type wanted = arguments.empty() && m.draw.chance(60) ? type : drawType(m, true);
    Value argument = grow(m, wanted, m.draw.of({0, 0, 1}));
    if (argument.source != Source::fixed) arguments.push_back(argument);
  }
  if (arguments.empty()) return std::nullopt;
  return callNew(m, arguments, [&](const Values &) { return growBody(m, {type}); });
}

}  // namespace mlir_rl::kernel::make
