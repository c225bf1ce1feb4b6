#include "mlir_rl/kernel_make/convert.h"

#include <algorithm>

#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/records.h"
#include "mlir_rl/kernel_make/scope.h"

namespace mlir_rl::kernel::make {

namespace {

Value fromBool(Maker &m, const Value &value, Scalar scalar) {
  Type type = scalarType(scalar);
  if (m.draw.chance(30)) return surely(castTo(scalar), {value});
  double high = m.draw.of({1, 1, 2, 3}), low = m.draw.of({0, 0, 1, 0});
  if (low == high) low = 0;
  Value a = number(type, high), b = number(type, low);
  return m.draw.chance(50) ? choose(value, a, b) : surely(Builtin::where, {value, a, b});
}

/// A comparison that the value may pass or fail.
Value asBool(Maker &m, const Value &value) {
  Builtin row = m.draw.of({Builtin::greater, Builtin::less, Builtin::greaterEqual, Builtin::lessEqual});
  Range usual = value.usual();
  if (usual.size() > 1e9) {  // bits that are as good as random
    Value rest = surely(Builtin::mod, {value, number(value.type(), m.draw.between(2, 5))});
    return surely(Builtin::equal, {rest, number(value.type(), m.draw.below(2))});
  }
  Range inner = {usual.low + usual.size() * 0.2, usual.high - usual.size() * 0.2};
  double edge = shortNumber(m.draw, inner, value.scalar());
  if (!isFloat(value.scalar()) && edge <= usual.low) row = Builtin::greater;
  return surely(row, {value, number(value.type(), edge)});
}

/// A float as an integer: small ones are made larger first, so that something is left of them.
Value asWhole(Maker &m, const Value &value, Scalar scalar) {
  Value wide = value;
  if (value.usual().reach() < 4)
    wide = apply(m, Builtin::mul, {value, number(value.type(), m.draw.of({4.0, 8.0, 10.0, 16.0, 20.0}))});
  Range limits = *overlap(limitsOf(scalar), symmetric(1000));
  limits.low = std::max(limits.low, -128.0);
  if (bitsOf(scalar) > 8) limits.low = isSigned(scalar) ? -1000 : 0;
  return surely(castTo(scalar), {fit(m, wide, limits)});
}

Value asReal(Maker &m, const Value &value, Scalar scalar) {
  return surely(castTo(scalar), {fit(m, value, value.range.low >= 0 ? Range{0, 1000} : symmetric(1000))});
}

Value asInteger(const Value &value, Scalar scalar, Maker &m) {
  if (std::optional<Value> cast = combine(castTo(scalar), {value})) return *cast;
  return surely(castTo(scalar), {fit(m, value, {0, 1000})});
}

/// Another component beside the value: a multiple of it, or what is some way from it.
Value besides(Maker &m, const Value &value) {
  Builtin row = m.draw.of({Builtin::add, Builtin::mul, Builtin::sub});
  Range range = isFloat(value.scalar()) ? Range{0.25, 4} : Range{2, 5};
  double other = shortNumber(m.draw, range, value.scalar());
  if (row == Builtin::mul && other == 1) other = 2;
  return apply(m, row, {value, number(value.type(), other)});
}

/// A vector that has the value in it.
Value vectorOf(Maker &m, const Value &value, const Type &type) {
  Value scalar = toScalar(m, value, type.scalar);
  if (m.draw.chance(40)) return construct(type, {scalar});
  if (operationsIn(scalar.expr)) scalar = let(m, scalar);
  Values parts;
  for (int i = 0; i < type.rows; ++i) {
    bool literal = i && m.draw.chance(15);
    parts.push_back(literal ? number(scalar.type(), m.draw.of({0, 1})) : i ? besides(m, scalar) : scalar);
  }
  return construct(type, parts);
}

/// A vector of other components.
Value recast(Maker &m, const Value &value, const Type &type) {
  Values parts;
  for (int i = 0; i < type.rows; ++i)
    parts.push_back(toScalar(m, componentOf(value, i % value.type().rows), type.scalar));
  return construct(type, parts);
}

Value toVector(Maker &m, const Value &value, const Type &type) {
  if (value.type().isVector() && value.expr.kind == ExprKind::variable) return recast(m, value, type);
  if (value.type().isMatrix() && value.type().columns == type.rows && value.scalar() == type.scalar)
    return componentOf(value, m.draw.below(value.type().rows));
  return vectorOf(m, value.type().isScalar() ? value : reduced(m, value), type);
}

Value toMatrix(Maker &m, const Value &value, const Type &type) {
  Type row = vectorType(type.columns, type.scalar), column = vectorType(type.rows, type.scalar);
  Value right = value.type() == row ? value : toVector(m, value, row);
  bool square = type.rows == type.columns;
  if (square && m.draw.chance(30)) return surely(Builtin::diag, {right});
  Value left = square && m.draw.chance(50) ? right : toVector(m, value, column);
  return apply(m, Builtin::outer, {left, right});
}

}  // namespace

Value toScalar(Maker &m, const Value &value, Scalar scalar) {
  if (value.scalar() == scalar) return value;
  if (value.expr.kind == ExprKind::literal && scalar != Scalar::boolean && limitsOf(scalar).has(value.range))
    return number(scalarType(scalar), value.range.low);
  if (value.scalar() == Scalar::boolean) return fromBool(m, value, scalar);
  if (scalar == Scalar::boolean) return asBool(m, value);
  if (isFloat(scalar)) return asReal(m, value, scalar);
  return isFloat(value.scalar()) ? asWhole(m, value, scalar) : asInteger(value, scalar, m);
}

Value reduced(Maker &m, const Value &value) {
  const Type &type = value.type();
  if (type.isScalar()) return value;
  if (type.isStruct()) return reduced(m, anyField(m, value));
  if (type.isMatrix()) {
    bool small = isFloat(type.scalar) && type.rows == type.columns && type.rows <= 4;
    if (small && m.draw.chance(30)) return apply(m, Builtin::determinant, {value});
    if (type.rows == type.columns && m.draw.chance(50)) return apply(m, Builtin::trace, {value});
    int row = m.draw.below(type.rows), column = m.draw.below(type.columns);
    return componentOf(value, {whole(row), whole(column)});
  }
  if (type.scalar == Scalar::boolean || m.draw.chance(35)) return componentOf(value, m.draw.below(type.rows));
  if (isFloat(type.scalar) && m.draw.chance(45)) return apply(m, Builtin::length, {value});
  return apply(m, m.draw.of({Builtin::lengthSq, Builtin::maxOf, Builtin::minOf}), {value});
}

Value convert(Maker &m, const Value &value, const Type &type) {
  if (value.type() == type) return value;
  if (value.type().isStruct()) return convert(m, anyField(m, value), type);
  if (type.isVector()) return toVector(m, value, type);
  if (type.isMatrix()) return toMatrix(m, value, type);
  return toScalar(m, reduced(m, value), type.scalar);
}

}  // namespace mlir_rl::kernel::make
