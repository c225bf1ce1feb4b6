#include "mlir_rl/kernel_make/statements.h"

#include <algorithm>

#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/functions.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/records.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/search.h"
#include "mlir_rl/kernel_make/several.h"

namespace mlir_rl::kernel::make {

Value growLet(Maker &m, const Type &type) {
  Value value = grow(m, type, m.draw.between(1, std::max(1, m.style.operations)));
  return value.source == Source::fixed ? value : letFree(m, value);
}

Value growLet(Maker &m) { return growLet(m, drawType(m, true)); }

Values changeable(Maker &m) {
  Values found;
  for (int i = 0; i < int(m.body->known.size()); ++i) {
    const Known &known = m.body->known[size_t(i)];
    const Type &type = m.typeOf(i);
    bool fits = known.open && known.changes && !known.hidden && known.loops == m.body->loops && known.below == kNone;
    if (fits && i != m.body->state && type.isNumeric() && !type.isMatrix() && type.scalar != Scalar::boolean &&
        known.source == Source::data)
      found.push_back(valueOf(m, i));
  }
  return found;
}

namespace {

void growUpdate(Maker &m) {
  Values targets = changeable(m);
  if (targets.empty()) return void(growLet(m));
  Value target = m.draw.from(targets);
  bool scalar = target.type().isScalar();
  Builtin row = m.draw.of({Builtin::add, Builtin::add, Builtin::sub, Builtin::mul});
  Value value = grow(m, row == Builtin::mul ? componentType(target.type()) : target.type(), 2);
  std::optional<Value> result = combine(row, {target, value});
  if (value.source == Source::fixed || !result || (!scalar && row == Builtin::sub && value.expr == target.expr))
    return void(growLet(m));
  update(m, row, target, value, *result);
}

/// A variable to change in branches: one that is there, or a new one.
Value branchTarget(Maker &m) {
  Values targets = changeable(m);
  if (!targets.empty() && m.draw.chance(55)) return m.draw.from(targets);
  Type type = drawType(m);
  if (type.isMatrix()) type = scalarType(m.style.real);
  Value start = m.draw.chance(40) ? number(type, m.draw.of({0, 0, 1})) : grow(m, type, 1);
  Value target = declare(m, start);
  m.known(target).changes = true;
  return target;
}

void assignGrown(Maker &m, const Value &target) {
  if (m.body->branches + m.body->loops < 3 && m.draw.chance(22)) statement(m);
  Value value = grow(m, target.type(), m.draw.between(1, std::max(2, m.style.operations)));
  assign(m, target, value);
}

/// if value < a: ... elif value < b: ... else: ...
void ladder(Maker &m, const Value &value, const Value &target, std::vector<double> steps) {
  Value edge = number(value.type(), steps.front());
  steps.erase(steps.begin());
  Value test = surely(m.draw.of({Builtin::less, Builtin::lessEqual}), {value, edge});
  auto step = [&] { m.draw.chance(6) ? passBy(m) : assignGrown(m, target); };
  branch(m, test, step, [&] { steps.empty() ? step() : ladder(m, value, target, steps); });
}

void growChain(Maker &m) {
  Value value = grow(m, scalarType(m.style.real), 1);
  Range usual = value.usual();
  if (value.source == Source::fixed || usual.size() == 0) return growBranch(m);
  value = let(m, value);
  Value target = branchTarget(m);
  if (target.expr == value.expr) return growBranch(m);
  std::vector<double> steps;
  for (int count = m.draw.of({2, 2, 3}); count > 0; --count)
    steps.push_back(
        shortNumber(m.draw, {usual.low + usual.size() * 0.1, usual.high - usual.size() * 0.1}, value.scalar()));
  std::sort(steps.begin(), steps.end());
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  ladder(m, value, target, steps);
}

void growCallLet(Maker &m) {
  ++m.functions;
  std::optional<Value> call = growCall(m, drawType(m, true), 2);
  m.functions = std::max(0, m.functions - 1);
  call ? void(letFree(m, *call)) : void(growLet(m));
}

/// A component of a variable gets a value, or more of it.
void changePart(Maker &m, const Value &target) {
  const Type &type = target.type();
  int row = m.draw.below(type.rows), column = m.draw.below(type.isVector() ? 1 : type.columns);
  Value part = type.isVector() ? componentOf(target, row) : componentOf(target, {whole(row), whole(column)});
  part.range = m.known(target).range;
  Value value = grow(m, part.type(), 2);
  std::optional<Value> sum = m.draw.chance(25) ? combine(Builtin::add, {part, value}) : std::nullopt;
  emit(m, sum ? parts::update(Builtin::add, part.expr, value.expr) : parts::assign(part.expr, value.expr));
  Known &known = m.known(target);
  known.typical = hull(known.typical.value_or(known.range), sum ? sum->usual() : value.usual());
  known.range = hull(known.range, sum ? sum->range : value.range);
  known.source = std::max(known.source, value.source);
  known.uses = 0;
}

/// A vector or matrix that is made, then changed in a component or two.
void growPart(Maker &m) {
  Type type = vectorType(m.style.extent, m.style.real);
  if (m.draw.chance(22)) type = matrixType(m.style.extent, m.style.extent, m.style.real);
  Value target = declare(m, m.draw.chance(30) ? construct(type, {}) : grow(m, type, 2));
  for (int count = m.draw.between(1, 2); count > 0; --count) changePart(m, target);
}

void growView(Maker &m) {
  std::vector<int> arrays;
  for (int i = 0; i < int(m.body->known.size()); ++i) {
    const Known &known = m.body->known[size_t(i)];
    if (known.open && !known.hidden && known.role == Role::input && m.typeOf(i).dims > 1) arrays.push_back(i);
  }
  if (arrays.empty()) return void(growLet(m));
  Value array = readOf(m, m.draw.from(arrays));
  Value index = indexBelow(m, m.known(array).dims[0]);
  Value view = letView(m, array, {index});
  let(m, anyElement(m, view));
}

}  // namespace

void growBranch(Maker &m) {
  Value target = branchTarget(m);
  Value test = condition(m);
  if (test.source == Source::fixed) return;
  Block other = m.draw.chance(40) ? Block([&] { assignGrown(m, target); }) : nullptr;
  if (!other && m.draw.chance(3)) other = [&] { passBy(m); };
  branch(m, test, [&] { assignGrown(m, target); }, other);
}

void statement(Maker &m) {
  bool deep = m.body->branches + m.body->loops >= 3;
  switch (Act(m.draw.weighted(m.style.acts))) {
    case Act::let:
      return void(growLet(m));
    case Act::update:
      return growUpdate(m);
    case Act::branch:
      return deep ? void(growLet(m)) : growBranch(m);
    case Act::chain:
      return deep ? growUpdate(m) : growChain(m);
    case Act::forLoop:
      return deep ? growUpdate(m) : growForLoop(m);
    case Act::whileLoop:
      return deep ? growUpdate(m) : growWhileLoop(m);
    case Act::call:
      return growCallLet(m);
    case Act::several:
      return growSeveral(m);
    case Act::part:
      return growPart(m);
    case Act::record:
      return growRecordUse(m);
    case Act::draws:
      return growDraw(m);
    case Act::claim:
      return growClaim(m);
    case Act::view:
      return growView(m);
    case Act::lookup:
      return growLookup(m);
  }
}

void statements(Maker &m, int count) {
  for (; count > 0; --count) statement(m);
}

}  // namespace mlir_rl::kernel::make
