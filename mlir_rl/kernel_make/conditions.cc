#include "mlir_rl/kernel_make/conditions.h"

#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/scope.h"

namespace mlir_rl::kernel::make {

namespace {

Value thresholdOf(Maker &m, const Value &value, double from, double to) {
  Range usual = value.usual();
  Range part = {usual.low + usual.size() * from, usual.low + usual.size() * to};
  return named(m, number(value.type(), shortNumber(m.draw, part, value.scalar())), true);
}

/// low < value and value <= high, or outside of these.
Value between(Maker &m, const Value &value) {
  Value low = thresholdOf(m, value, 0.15, 0.4), high = thresholdOf(m, value, 0.6, 0.85);
  bool inside = m.draw.chance(70);
  Builtin above = m.draw.of({Builtin::greater, Builtin::greaterEqual}),
          below = m.draw.of({Builtin::less, Builtin::lessEqual});
  Value first = surely(inside ? above : below, {value, low}), second = surely(inside ? below : above, {value, high});
  return surely(inside ? Builtin::logicalAnd : Builtin::logicalOr, {first, second});
}

Value single(Maker &m, const Value &value) {
  Value edge = thresholdOf(m, value, 0.2, 0.8);
  Builtin row = m.draw.of({Builtin::greater, Builtin::less, Builtin::greaterEqual, Builtin::lessEqual});
  return surely(row, {value, edge});
}

/// A comparison of two values of one type that meet.
std::optional<Value> both(Maker &m, const Value &a, const Values &values) {
  for (const Value &b : values)
    if (b.type() == a.type() && b.expr != a.expr && overlap(a.usual(), b.usual()))
      return surely(m.draw.of({Builtin::less, Builtin::greater}), {a, b});
  return std::nullopt;
}

Value testOfOne(Maker &m, const Value &value, const Values &values) {
  if (value.type() == kBool) return value;
  Range usual = value.usual();
  if (usual.size() > 1e9 || usual.size() < 3 * marginOf(value.scalar())) return toScalar(m, value, Scalar::boolean);
  int kind = m.draw.below(10);
  if (kind < 2)
    if (std::optional<Value> test = both(m, value, values)) return *test;
  if (!isFloat(value.scalar()) && kind < 5 && usual.low >= 0) {
    Value rest = surely(Builtin::mod, {value, number(value.type(), m.draw.between(2, 5))});
    return surely(m.draw.of({Builtin::equal, Builtin::notEqual}), {rest, number(value.type(), m.draw.below(2))});
  }
  return kind < 7 || usual.size() < 4 ? single(m, value) : between(m, value);
}

}  // namespace

Value testOf(Maker &m, const Values &values) { return testOfOne(m, m.draw.from(values), values); }

Value compound(Maker &m, Values values, int tests) {
  std::optional<Value> joined;
  for (; tests > 0 && !values.empty(); --tests) {
    size_t chosen = size_t(m.draw.below(int(values.size())));
    Value value = values[chosen];
    values.erase(values.begin() + long(chosen));
    if (value.expr.kind == ExprKind::variable) value = readOf(m, value.expr.id);
    Value test = testOfOne(m, value, values);
    if (m.draw.chance(10)) test = surely(Builtin::logicalNot, {test});
    Builtin row = m.draw.of({Builtin::logicalAnd, Builtin::logicalAnd, Builtin::logicalOr});
    joined = joined ? surely(row, {*joined, test}) : test;
  }
  return joined ? *joined : condition(m);
}

}  // namespace mlir_rl::kernel::make
