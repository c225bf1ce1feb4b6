#include "mlir_rl/kernel_make/sketch.h"

#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"

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

Border drawBorder(Maker &m) { return m.draw.of({Border::clamp, Border::clamp, Border::wrap}); }

Value shifted(Maker &m, const Value &index, int extent, int by, Border border) {
  if (by == 0) return index;
  Value moved = by > 0 ? surely(Builtin::add, {index, whole(by)}) : surely(Builtin::sub, {index, whole(-by)});
  Value size = sizeOf(m, extent), result;
  if (border == Border::wrap) {
    bool back = by < 0;
    if (back) moved = surely(Builtin::sub, {surely(Builtin::add, {index, size}), whole(-by)});
    moved.range.low = 0;
    result = surely(Builtin::mod, {moved, size});
  } else if (by < 0) {
    result = surely(Builtin::maxOf, {moved, whole(0)});
  } else {
    bool literal = size.expr.kind == ExprKind::literal;
    Value last = literal ? whole(int(size.range.low) - 1) : surely(Builtin::sub, {size, whole(1)});
    result = surely(Builtin::minOf, {moved, last});
  }
  result.range = {0, double(m.plan.most(extent) - 1)};
  result.below = extent;
  return result;
}

Around::Around(Maker &m, Border border) {
  static constexpr const char *names[3][2] = {{"left", "right"}, {"up", "down"}, {"below", "above"}};
  size_t dims = m.space.extents.size();
  bool inPlace = border == Border::clamp && m.draw.chance(50);
  for (size_t d = 0; d < dims; ++d) {
    Value index = m.space.indices[d];
    Value before = shifted(m, index, m.space.extents[d], -1, border),
          after = shifted(m, index, m.space.extents[d], 1, border);
    if (!inPlace) {
      before = letUsed(m, before, names[dims - 1 - d][0]);
      after = letUsed(m, after, names[dims - 1 - d][1]);
    }
    indices_.push_back({before, index, after});
  }
}

}  // namespace mlir_rl::kernel::make
