#include "mlir_rl/kernel_make/neighbours.h"

#include <algorithm>

#include "mlir_rl/kernel_make/functions.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"

namespace mlir_rl::kernel::make {

namespace {

/// Not simplified further than people do: i + 1, i - 1, i + dx.
Value moved(const Value &index, int offset) {
  if (offset == 0) return index;
  return surely(offset > 0 ? Builtin::add : Builtin::sub, {index, whole(std::abs(offset))});
}

Value lastOf(Maker &m, int extent) {
  Value size = sizeOf(m, extent);
  if (size.expr.kind == ExprKind::literal) return whole(int(size.range.low) - 1);
  return surely(Builtin::sub, {size, whole(1)});
}

/// The index with what lies beyond moved to the edge.
Value clamped(Maker &m, const Value &index, int extent, int offset) {
  if (offset < 0) return surely(Builtin::maxOf, {index, whole(0)});
  if (offset > 0) return surely(Builtin::minOf, {index, lastOf(m, extent)});
  return index;
}

Value wrapped(Maker &m, const Value &own, int extent, int offset) {
  if (offset == 0) return own;
  Value size = sizeOf(m, extent);
  Value forward = offset > 0 ? own : surely(Builtin::add, {own, size});
  return surely(Builtin::mod, {moved(forward, offset), size});
}

Value indexAt(Maker &m, const Field &field, size_t dim, int offset) {
  const Value own = m.space.indices[dim];
  int extent = m.space.extents[dim];
  switch (field.edge) {
    case Edge::clamp:
      return clamped(m, moved(own, offset), extent, offset);
    case Edge::wrap:
      return wrapped(m, own, extent, offset);
    case Edge::padded:
      return moved(own, offset + field.radius);
    case Edge::zero:
    case Edge::inside:
      break;
  }
  return moved(own, offset);
}

Expr compare(Builtin row, const Value &a, const Value &b) {
  return {.kind = ExprKind::builtin, .row = row, .type = kBool, .operands = {a.expr, b.expr}};
}

void alsoHas(std::optional<Expr> &all, Expr test) {
  if (!all)
    all = std::move(test);
  else
    all = Expr{.kind = ExprKind::builtin, .row = Builtin::logicalAnd, .type = kBool, .operands = {*all, test}};
}

/// Reads an element under a condition, or has 0.
Value orZero(Maker &m, const Value &element, const Expr &test) {
  Value variable = declare(m, number(element.type(), 0));
  emit(m, parts::branch(test, {parts::assign(variable.expr, element.expr)}));
  Known &known = m.known(variable);
  known.range = hull(element.range, 0);
  known.source = Source::data;
  known.uses = 0;
  return valueOf(m, variable.expr.id);
}

/// def sample(field, i, j): clamps its indices.
int makeReader(Maker &m, const Field &field) {
  std::vector<Parameter> parameters = {parameterFor(m, field.array)};
  for (size_t i = 0; i < m.space.extents.size(); ++i) {
    Parameter index = parameterFor(m, m.space.indices[i], m.space.indices.size() == 1 ? "i" : i ? "x" : "y");
    double beyond = field.radius;
    index.known.range = {-beyond, double(m.plan.most(m.space.extents[i]) - 1) + beyond};
    index.known.below = kNone;
    parameters.push_back(index);
  }
  const std::vector<int> extents = m.space.extents;
  auto made = makeFunction(
      m, parameters,
      [&](const Values &all) {
        Values indices;
        for (size_t i = 0; i < extents.size(); ++i) indices.push_back(let(m, boundedIndex(m, all[i + 1], extents[i])));
        return Values{elementOf(m, all[0], indices)};
      },
      m.draw.of({"sample", "lookup", "fetch", "read_clamped", "value_at"}));
  return made ? made->function : kNone;
}

}  // namespace

Edge drawEdge(Maker &m) {
  return m.draw.of({Edge::clamp, Edge::clamp, Edge::wrap, Edge::zero, Edge::padded, Edge::inside});
}

Field addField(Maker &m, const Type &element, Edge edge, int radius) {
  Field field = {.edge = edge, .radius = radius};
  std::vector<int> extents = m.space.extents;
  if (edge == Edge::padded)
    for (int &extent : extents) extent = m.plan.derived(extent, 1, 2 * radius);
  field.array = addArray(m, {.element = element, .extents = extents, .range = usualRange(m.draw, element.scalar)});
  m.known(field.array).hidden = true;
  for (int extent : m.space.extents)
    if (!knowsSize(m, extent)) addSize(m, extent, m.draw.of({"n", "size", "nx", "width"}));
  if (edge == Edge::clamp && m.signatures.empty() && m.draw.chance(30)) field.function = makeReader(m, field);
  return field;
}

Value neighbour(Maker &m, const Field &field, const Offset &offset) {
  Values indices;
  std::optional<Expr> test;
  for (size_t i = 0; i < offset.size(); ++i) {
    bool called = field.function != kNone;
    indices.push_back(called ? moved(m.space.indices[i], offset[i]) : indexAt(m, field, i, offset[i]));
    if (field.edge != Edge::zero || offset[i] == 0) continue;
    bool low = offset[i] < 0;
    Value limit = low ? whole(0) : sizeOf(m, m.space.extents[i]);
    alsoHas(test, compare(low ? Builtin::greaterEqual : Builtin::less, indices.back(), limit));
  }
  if (field.function != kNone) {
    indices.insert(indices.begin(), field.array);
    return callOf(m, field.function, indices);
  }
  Value element = elementOf(m, field.array, indices);
  return test ? orZero(m, element, *test) : element;
}

void neighbourAt(Maker &m, const Field &field, const Values &offsets, const std::function<void(const Value &)> &use) {
  Values indices;
  std::optional<Expr> test;
  for (size_t i = 0; i < offsets.size(); ++i) {
    int extent = m.space.extents[i];
    Value index = surely(Builtin::add, {m.space.indices[i], offsets[i]});
    if (field.edge == Edge::padded) index = surely(Builtin::add, {index, whole(field.radius)});
    if (field.edge == Edge::wrap) {
      Value size = sizeOf(m, extent);
      index = surely(Builtin::mod, {surely(Builtin::add, {index, size}), size});
    }
    if (field.edge == Edge::clamp && field.function == kNone)
      index = surely(Builtin::clamp, {index, whole(0), lastOf(m, extent)});
    indices.push_back(let(m, index));
    m.known(indices.back()).uses = 1;
    if (field.edge != Edge::zero) continue;
    alsoHas(test, compare(Builtin::greaterEqual, indices.back(), whole(0)));
    alsoHas(test, compare(Builtin::less, indices.back(), sizeOf(m, extent)));
  }
  if (field.function != kNone) {
    indices.insert(indices.begin(), field.array);
    return use(callOf(m, field.function, indices));
  }
  Value element = elementOf(m, field.array, indices);
  if (!test) return use(element);
  branch(m, {*test, {0, 1}, Source::thread}, [&] { use(element); });
}

Value isInside(Maker &m, int radius) {
  std::optional<Expr> test;
  for (size_t i = 0; i < m.space.indices.size(); ++i) {
    Value size = sizeOf(m, m.space.extents[i]), index = m.space.indices[i];
    Value last = size.expr.kind == ExprKind::literal ? whole(int(size.range.low) - radius)
                                                     : surely(Builtin::sub, {size, whole(radius)});
    alsoHas(test, compare(Builtin::greaterEqual, index, whole(radius)));
    alsoHas(test, compare(Builtin::less, index, last));
  }
  return {*test, {0, 1}, Source::thread};
}

}  // namespace mlir_rl::kernel::make
