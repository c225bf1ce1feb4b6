#include "mlir_rl/kernel_make/sketch.h"

#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make {

Value plus(Maker &m, const Value &a, const Value &b) { return apply(m, Builtin::add, {a, b}); }
Value minus(Maker &m, const Value &a, const Value &b) { return apply(m, Builtin::sub, {a, b}); }
Value times(Maker &m, const Value &a, const Value &b) { return apply(m, Builtin::mul, {a, b}); }
Value over(Maker &m, const Value &a, const Value &b) { return apply(m, Builtin::div, {a, b}); }
Value compared(Builtin row, const Value &a, const Value &b) { return surely(row, {a, b}); }
Value bothOf(const Value &a, const Value &b) { return surely(Builtin::logicalAnd, {a, b}); }

Type realType(const Maker &m) { return scalarType(m.style.real == Scalar::f16 ? Scalar::f32 : m.style.real); }

Value letUsed(Maker &m, const Value &value, const std::string &hint) {
  Value variable = let(m, value, hint);
  m.known(variable).uses = 1;
  return variable;
}

Value addReals(Maker &m, const Type &element, const std::vector<int> &extents, const std::string &hint) {
  return addArray(m, {.element = element, .extents = extents, .range = usualRange(m.draw, element.scalar)}, hint);
}

Value inputOf(Maker &m, const Type &element, const std::string &hint) {
  return elementOf(m, addReals(m, element, m.space.extents, hint), m.space.indices);
}

Value addScale(Maker &m, const Type &type, const Range &range, const std::string &hint) {
  Value parameter = addNumber(m, type, range, hint);
  m.known(parameter).uses = 1;
  return parameter;
}

Value letKept(Maker &m, const Value &value, const std::string &hint) {
  Value variable = let(m, value, hint);
  m.known(variable).changes = false;
  return variable;
}

void conclude(Maker &m, const Value &kept) {
  statements(m, m.draw.between(0, 2));
  m.known(kept).uses = 0;
  writeOutputs(m, m.draw.of({1, 1, 1, 2}));
  for (int round = 1; round < m.rounds; ++round) {
    ++m.style.parameters;
    statements(m, m.draw.between(3, 5));
    writeOutputs(m, 1);
  }
}

void plainKernel(Maker &m) {
  enter(m, m.draw.of({1, 1, 1, 2, 2, 3}));
  readInputs(m, m.draw.between(1, 3));
  inRounds(m, [&] {
    statements(m, m.draw.between(2, 5));
    writeOutputs(m, m.draw.of({1, 1, 2}));
  });
}

}  // namespace mlir_rl::kernel::make
