#include "mlir_rl/kernel_make/rows.h"

#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"

namespace mlir_rl::kernel::make {

int rowExtent(Maker &m, int low, int high) {
  int extent = m.draw.chance(20) ? m.plan.extent(m.draw.between(low, high)) : m.plan.extent(low, high);
  bool parameter = m.plan.fixed(extent) == kNone && m.draw.chance(30);
  if (parameter) addSize(m, extent, m.draw.of({"width", "length", "row_length", "depth", "num_items", "taps"}));
  return extent;
}

Row addRow(Maker &m, const Type &element, int length, const std::string &hint) {
  Row row = {.length = length};
  Range range = usualRange(m.draw, element.scalar);
  std::vector<int> extents = m.space.extents;
  int kind = m.draw.below(10);
  if (kind < 2 && extents.size() == 1) {
    if (!knowsSize(m, length)) addSize(m, length, m.draw.of({"stride", "width", "pitch"}));
    row.layout = Row::flat;
    row.size = sizeOf(m, length);
    extents = {m.plan.product(extents[0], length)};
  } else if (kind < 4) {
    row.layout = Row::first;
    extents.insert(extents.begin(), length);
  } else {
    extents.push_back(length);
  }
  row.array = addArray(m, {.element = element, .extents = extents, .range = range}, hint);
  return row;
}

Row addCommonRow(Maker &m, const Type &element, int length, const std::string &hint) {
  Row row = {.length = length, .layout = Row::shared};
  Range range = usualRange(m.draw, element.scalar);
  row.array = addArray(m, {.element = element, .extents = {length}, .range = range}, hint);
  return row;
}

Values placeIn(Maker &m, const Row &row, const Value &k) {
  Values indices = m.space.indices;
  switch (row.layout) {
    case Row::last:
      indices.push_back(k);
      return indices;
    case Row::first:
      indices.insert(indices.begin(), k);
      return indices;
    case Row::flat:
      return {surely(Builtin::add, {surely(Builtin::mul, {indices[0], row.size}), k})};
    case Row::shared:
      break;
  }
  return {k};
}

Value itemOf(Maker &m, const Row &row, const Value &k) { return elementOf(m, row.array, placeIn(m, row, k)); }

Expr binary(Builtin row, const Expr &a, const Expr &b) {
  Type type = rowOf(row).rule(std::vector<Type>{a.type, b.type}, {}).type;
  return {.kind = ExprKind::builtin, .row = row, .type = type, .operands = {a, b}};
}

void leaveWhen(Maker &m, Expr condition, StmtKind leave) {
  emit(m, parts::branch(std::move(condition), {parts::plain(leave)}));
}

}  // namespace mlir_rl::kernel::make
