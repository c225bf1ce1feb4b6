#include "mlir_rl/kernel_make/several.h"

#include <algorithm>

#include "mlir_rl/kernel_make/functions.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"

namespace mlir_rl::kernel::make {

namespace {

/// Something computed, as no name or element is. Nothing when chance does not give one.
std::optional<Value> growComputed(Maker &m) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    Value value = grow(m, drawType(m), 2);
    ExprKind kind = value.expr.kind;
    bool computed = kind == ExprKind::builtin || kind == ExprKind::conditional || kind == ExprKind::call;
    if (computed && value.source != Source::fixed) return value;
  }
  return std::nullopt;
}

/// a, b = ..., ...
void growTuple(Maker &m) {
  std::vector<Expr> targets, values;
  Values grown;
  for (int i = 0; i < 2; ++i) {
    std::optional<Value> value = growComputed(m);
    if (!value) return;
    grown.push_back(*value);
  }
  for (const Value &value : grown) {
    Known known = {
        .range = value.range, .typical = value.typical, .source = value.source, .below = value.below, .changes = true};
    targets.push_back(newVariable(m, value.type(), kindOf(value.type()), known).expr);
    values.push_back(value.expr);
  }
  emit(m, parts::assignMany(std::move(targets), parts::tuple(std::move(values))));
}

/// Two variables exchanged where they are out of order: by way of a third one, or as the lesser and the greater.
void putInOrder(Maker &m, const Value &a, const Value &b) {
  if (m.draw.chance(40)) {
    Value low = surely(Builtin::minOf, {a, b}), high = surely(Builtin::maxOf, {a, b});
    emit(m, parts::assignMany({a.expr, b.expr}, parts::tuple({low.expr, high.expr})));
    for (const Value &value : {a, b}) {
      Known &known = m.known(value);
      known.range = hull(a.range, b.range);
      known.typical = hull(a.usual(), b.usual());
      known.source = std::max(a.source, b.source);
      known.uses = 0;
    }
    return;
  }
  branch(m, surely(Builtin::greater, {a, b}), [&] {
    Value held = declare(m, a, m.draw.of({"held", "temp", "swapped", "kept"}));
    assign(m, a, b);
    assign(m, b, held);
  });
}

}  // namespace

void growSeveral(Maker &m) {
  if (m.draw.chance(40)) return growTuple(m);
  Values targets = changeable(m);
  for (size_t i = 0; i + 1 < targets.size(); ++i) {
    bool ordered = targets[i].type().isScalar() && targets[i].type() == targets[i + 1].type();
    if (ordered && m.draw.chance(40)) return putInOrder(m, targets[i], targets[i + 1]);
  }
  if (m.functions <= 0) return growTuple(m);
  --m.functions;
  Values arguments;
  for (int i = 0; i < 2; ++i) arguments.push_back(grow(m, drawType(m), 0));
  std::erase_if(arguments, [](const Value &value) { return value.source == Source::fixed; });
  std::vector<Type> types = {drawType(m)};
  types.push_back(m.draw.chance(50) ? types[0] : drawType(m));
  if (arguments.empty() || !callSeveral(m, arguments, [&](const Values &) { return growBody(m, types); })) growTuple(m);
}

}  // namespace mlir_rl::kernel::make
