#include <algorithm>

#include "mlir_rl/kernel_make/conditions.h"
#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "diagnose evaluate_rules grade decide screen rank validate assess dispatch audit qualify triage",
    .nouns = "age income pressure humidity load voltage altitude score demand speed latency temperature volume",
    .results = "out decision label grade verdict action class_out",
    .numbers = "limit low_bound high_bound quota tolerance threshold penalty margin cap"};

namespace {

Value scalarOf(Maker &m) { return let(m, convert(m, grow(m, drawType(m), 2), scalarType(m.style.real))); }

/// if a: ... elif b and c: ... else: ..., each test of several values.
void ladder(Maker &m, const Value &target, const Values &values, int steps) {
  Value test = compound(m, values, m.draw.between(1, 3));
  auto assignOne = [&] {
    if (m.draw.chance(5)) return passBy(m);
    bool code = m.draw.chance(35) && target.type().isScalar();
    assign(m, target, code ? number(target.type(), m.draw.between(0, 9)) : grow(m, target.type(), 2));
  };
  branch(m, test, assignOne, [&] { steps > 1 ? ladder(m, target, values, steps - 1) : assignOne(); });
}

/// A score that rises or falls with each rule that holds.
void rules(Maker &m, const Value &score, const Values &values) {
  for (int count = m.draw.between(2, 4); count > 0; --count) {
    Value test = compound(m, values, m.draw.of({1, 2, 2, 3}));
    if (m.draw.chance(25)) test = let(m, test);
    branch(m, test, [&] {
      double points = m.draw.between(1, 5);
      Value value = m.draw.chance(65) ? number(score.type(), points) : grow(m, score.type(), 1);
      Builtin row = m.draw.of({Builtin::add, Builtin::add, Builtin::sub});
      std::optional<Value> sum = combine(row, {valueOf(m, score.expr.id), value});
      sum ? update(m, row, score, value, *sum) : assign(m, score, value);
    });
  }
}

/// Conditions inside conditions.
void nest(Maker &m, const Value &target, const Values &values, int depth) {
  Value test = compound(m, values, m.draw.of({1, 1, 2}));
  auto inside = [&] {
    if (depth > 1 && m.draw.chance(75)) return nest(m, target, values, depth - 1);
    if (m.draw.chance(5)) return passBy(m);
    assign(m, target, grow(m, target.type(), 2));
  };
  m.draw.chance(75) ? branch(m, test, inside, inside) : branch(m, test, inside);
}

void decide(Maker &m, const Values &values) {
  Type type = scalarType(m.draw.chance(55) ? m.style.real : m.style.integer);
  Value target = declare(m, number(type, m.draw.of({0, 0, 1})));
  switch (m.draw.below(3)) {
    case 0:
      return ladder(m, target, values, m.draw.between(2, 4));
    case 1:
      return rules(m, target, values);
    default:
      return nest(m, target, values, m.draw.between(2, 3));
  }
}

}  // namespace

void multicond(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.of(Act::branch) *= 2;
    style.of(Act::forLoop) /= 3;
    style.of(Act::whileLoop) = 1;
    style.of(Group::logic) *= 5;
    style.of(Group::compare) *= 2;
    style.parameters += 1;
  });
  m.functions = std::min(m.functions, 1);
  enter(m, m.draw.of({1, 1, 1, 2, 2, 3}));
  readInputs(m, m.draw.between(1, 3));
  inRounds(m, [&] {
    Values values;
    for (int count = m.draw.between(2, 4); count > 0; --count) values.push_back(scalarOf(m));
    for (int count = m.draw.of({1, 1, 2}); count > 0; --count) decide(m, values);
    statements(m, m.draw.between(0, 1));
    writeOutputs(m, m.draw.of({1, 1, 2}));
  });
}

}  // namespace mlir_rl::kernel::make::families
