// Expressions as text.

#include <algorithm>
#include <cassert>

#include "mlir_rl/kernel/effect.h"
#include "mlir_rl/kernel_text/body.h"

namespace mlir_rl::kernel::text {

Body::Body(Unit &unit, const Function &function) : unit_(unit), function_(function), declarations_(function) {}

Text Body::variable(int id) { return {unit_.names.local(function_.variables[size_t(id)].name)}; }

Text Body::expr(const Expr &expr) {
  switch (expr.kind) {
    case ExprKind::literal:
      return unit_.prelude.literal(expr.value, expr.type.scalar);
    case ExprKind::constant: {
      std::string name = unit_.names.global(unit_.module.constants[size_t(expr.id)].name);
      // A constant of float16 is declared as float, as CUDA's half has no constants.
      return expr.type.is(Scalar::f16) ? Text{"half(" + name + ")", Binding::atom, name} : Text{name};
    }
    case ExprKind::variable:
      return variable(expr.id);
    case ExprKind::builtin:
      return builtin(expr);
    case ExprKind::call:
      return call(unit_.names.global(unit_.module.functions[size_t(expr.id)].name),
                  operands(pointersTo(expr.operands)));
    case ExprKind::construct:
      return construct(expr);
    case ExprKind::component:
      return component(expr, false);
    case ExprKind::element:
      return element(expr.operands[0].type, operands(pointersTo(expr.operands)));
    case ExprKind::field:
    case ExprKind::shape:
      return place(expr);
    case ExprKind::tid:
      return {threadNames(unit_, launchDims(function_))[0]};
    case ExprKind::conditional:
      return conditionalValue(expr);
    case ExprKind::tuple:
      break;
  }
  assert(false && "a tuple is the whole value of an assignment");
  return {};
}

std::string Body::initial(const Expr &value) {
  Text text = expr(value);
  return text.bare.empty() ? text.text : text.bare;
}

/// One operand fills all components.
Text Body::construct(const Expr &expr) {
  const Type &type = expr.type;
  std::string word = unit_.prelude.word(type);
  std::vector<Text> texts = operands(pointersTo(expr.operands), Order::leftToRight);
  if (type.isScalar()) return texts.empty() ? unit_.prelude.number(0, type.scalar) : texts[0];
  bool repeats = !type.isStruct() && texts.size() == 1 && type.components() > 1;
  if (!repeats) return {word + "{" + listed(texts) + "}"};
  unit_.prelude.function(type, "splat_" + word, {{"a", componentType(type)}}, eachComponent(unit_.prelude, type, "a"));
  return call("splat_" + word, texts);
}

/// Evaluates but one of its sides, so lines of theirs go into branches.
Text Body::conditionalValue(const Expr &expr) {
  const Expr &a = expr.operands[1], &b = expr.operands[2];
  Text condition = this->expr(expr.operands[0]);
  if (!writesLines(a) && !writesLines(b)) return conditional(condition, this->expr(a), this->expr(b));
  std::string name = temporary();
  line(unit_.prelude.word(expr.type) + " " + name + ";");
  line("if (" + condition.text + ") {");
  ++depth_;
  line(name + " = " + this->expr(a).text + ";");
  --depth_;
  line("} else {");
  ++depth_;
  line(name + " = " + this->expr(b).text + ";");
  --depth_;
  line("}");
  return {name};
}

/// Evaluates both sides, unlike what it is written as.
Text Body::choice(const Expr &expr) {
  Exprs parts = pointersTo(expr.operands);
  std::vector<Text> texts;
  for (size_t i = 0; i < parts.size(); ++i) {
    Text text = this->expr(*parts[i]);
    bool keeps = (i > 0 && hasEffect(*parts[i], unit_.module)) || mustBeKept(parts, i, Order::none);
    texts.push_back(keeps ? kept(text, parts[i]->type) : text);
  }
  return conditional(texts[0], texts[1], texts[2]);
}

bool Body::mayOverflow(const Expr &expr) {
  Scalar scalar = expr.type.scalar;
  bool matters = unit_.target == Target::cuda && expr.type.isScalar() && isSigned(scalar);
  Builtin row = operatorOf(expr.row);
  bool wraps = row == Builtin::add || row == Builtin::sub || row == Builtin::mul || row == Builtin::neg;
  if (!matters || !wraps) return true;
  Range a = unit_.ranges.of(expr.operands[0], function_);
  Range b = expr.operands.size() == 2 ? unit_.ranges.of(expr.operands[1], function_) : a;
  return Ranges::overflows(row, scalar, a, b);
}

static std::vector<Type> typesOf(std::span<const Expr> exprs) {
  std::vector<Type> types;
  for (const Expr &expr : exprs) types.push_back(expr.type);
  return types;
}

Text Body::builtin(const Expr &expr) {
  BuiltinEffect effect = rowOf(expr.row).effect;
  if (effect == BuiltinEffect::memory) return memoryBuiltin(expr);
  if (effect == BuiltinEffect::state) return stateBuiltin(expr);
  if (expr.row == Builtin::where) return choice(expr);
  bool stops = expr.row == Builtin::logicalAnd || expr.row == Builtin::logicalOr;
  std::vector<Type> types = typesOf(expr.operands);
  std::vector<Text> texts = operands(pointersTo(expr.operands), stops ? Order::leftToRight : Order::none);
  return spell(expr.row, {unit_.prelude, types, expr.type, texts, mayOverflow(expr)});
}

/// Of an array, its indices and values: on the element.
Text Body::memoryBuiltin(const Expr &expr) {
  const Type &array = expr.operands[0].type;
  std::vector<Text> texts = operands(pointersTo(expr.operands));
  std::vector<Type> types = typesOf(expr.operands);
  size_t count = 1 + size_t(array.dims);
  Text place = element(array, std::span(texts).first(count));
  texts.erase(texts.begin(), texts.begin() + std::ptrdiff_t(count));
  types.erase(types.begin(), types.begin() + std::ptrdiff_t(count));
  texts.insert(texts.begin(), place);
  types.insert(types.begin(), expr.type);
  return spell(expr.row, {unit_.prelude, types, expr.type, texts});
}

Text Body::stateBuiltin(const Expr &expr) {
  Exprs bounds = pointersTo(std::span(expr.operands).subspan(1));
  Text state = steadyPlace(expr.operands[0], bounds);
  std::vector<Text> texts = operands(bounds);
  texts.insert(texts.begin(), state);
  std::vector<Type> types = typesOf(expr.operands);
  return spell(expr.row, {unit_.prelude, types, expr.type, texts});
}

}  // namespace mlir_rl::kernel::text
