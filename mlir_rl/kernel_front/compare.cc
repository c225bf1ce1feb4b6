// Comparisons: of two, or of several in a chain.

#include <algorithm>

#include "mlir_rl/kernel/effect.h"
#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel_front/scope.h"

namespace mlir_rl::kernel {

namespace {

bool isWide(const Type &type) { return type.is(Scalar::f32) || type.is(Scalar::f64); }
bool isNumber(const Type &type) { return isWide(type) || (type.isScalar() && !isFloat(type.scalar) && type != kBool); }

/// Warp leaves comparisons of different types to C++. Of integers beside floats, and of floats of two widths, that is
/// plain: the wider float of the two.
std::optional<Type> commonType(const Type &a, const Type &b) {
  if (a == b || !isNumber(a) || !isNumber(b) || (!isWide(a) && !isWide(b))) return std::nullopt;
  return a.is(Scalar::f64) || b.is(Scalar::f64) ? scalarType(Scalar::f64) : kF32;
}

MaybeExpr converted(FunctionScope &scope, const Json &node, Expr value, const Type &type) {
  if (value.type == type) return value;
  if (value.kind != ExprKind::literal) return applyBuiltin(scope, node, castTo(type.scalar), {std::move(value)});
  Expr literal = floatLiteral(isFloat(value.type.scalar) ? value.value.real : double(value.value.integer), type);
  literal.place = value.place;
  return literal;
}

MaybeExpr readOne(FunctionScope &scope, const Json &node, const Json &op, Expr left, Expr right) {
  std::optional<Builtin> row = operatorOf(op);
  if (!row) return refuse(scope, node, "kernels have no `is` and `in`; write == or a for loop");
  Type type = commonType(left.type, right.type).value_or(Type{});
  if (type.isNone()) return applyBuiltin(scope, node, *row, {std::move(left), std::move(right)});
  MaybeExpr a = converted(scope, node, std::move(left), type), b = converted(scope, node, std::move(right), type);
  if (!a || !b) return std::nullopt;
  return applyBuiltin(scope, node, *row, {std::move(*a), std::move(*b)});
}

}  // namespace

MaybeExpr readCompare(FunctionScope &scope, const Json &node) {
  const Json &ops = list(node, "ops");
  MaybeExpr first = readValue(scope, child(node, "left"));
  std::optional<std::vector<Expr>> values = readValues(scope, list(node, "comparators"));
  if (!first || !values) return std::nullopt;
  values->insert(values->begin(), std::move(*first));
  bool effects =
      std::any_of(values->begin(), values->end(), [&](const Expr &e) { return hasEffect(e, scope.module()); });
  if (ops.size() > 1 && effects)
    return refuse(scope, node, "a chain of comparisons that changes something; assign its parts to variables before");
  MaybeExpr all = readOne(scope, node, ops[0], (*values)[0], (*values)[1]);
  for (size_t i = 1; i < ops.size() && all; ++i) {
    MaybeExpr next = readOne(scope, node, ops[i], (*values)[i], (*values)[i + 1]);
    if (!next) return std::nullopt;
    all = applyBuiltin(scope, node, Builtin::logicalAnd, {std::move(*all), std::move(*next)});
  }
  return all;
}

}  // namespace mlir_rl::kernel
