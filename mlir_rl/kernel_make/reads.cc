#include "mlir_rl/kernel_make/reads.h"

#include <algorithm>

#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/records.h"
#include "mlir_rl/kernel_make/scope.h"

namespace mlir_rl::kernel::make {

static Range usualWhole(Draw &draw, Scalar scalar) {
  Range limits = limitsOf(scalar);
  if (isUnsigned(scalar) && draw.chance(25)) return limits;
  double high = draw.of({5, 8, 10, 16, 20, 50, 64, 100, 100, 255, 1000});
  if (bitsOf(scalar) == 8) high = std::min(high, 20.0);
  double low = draw.of({0.0, 0.0, 1.0, -high, -high});
  return *overlap({low, high}, limits);
}

Range usualRange(Draw &draw, Scalar scalar) {
  if (scalar == Scalar::boolean) return {0, 1};
  if (!isFloat(scalar)) return usualWhole(draw, scalar);
  return draw.of<Range>({{-1, 1},
                         {-1, 1},
                         {-1, 1},
                         {0, 1},
                         {0, 1},
                         {-2, 2},
                         {-2, 2},
                         {0.1, 4},
                         {-10, 10},
                         {-5, 5},
                         {0, 10},
                         {1, 5},
                         {0.5, 2},
                         {-3, 3},
                         {-0.5, 0.5},
                         {-4, 4},
                         {0, 2},
                         {-20, 20},
                         {0, 50}});
}

static Value addParameter(Maker &m, const Type &type, NameKind kind, Known known, const std::string &hint) {
  known.parameter = true;
  known.source = Source::data;
  Value parameter = newVariable(m, type, kind, known, hint);
  m.known(parameter).loops = 0;
  return parameter;
}

Value addArray(Maker &m, const ArrayPlan &plan, const std::string &hint) {
  Known known = {.range = plan.range, .below = plan.below, .role = plan.role, .dims = plan.extents};
  known.contents = plan.contents.empty() ? contentsOf(m, plan.element, plan.range) : plan.contents;
  NameKind kind = plan.role == Role::input ? NameKind::input : NameKind::output;
  return addParameter(m, arrayType(plan.element, int(plan.extents.size())), kind, std::move(known), hint);
}

Value addOutput(Maker &m, const Type &element, const std::vector<int> &extents, const std::string &hint) {
  Content zeros = {.filling = Filling::zeros};
  return addArray(m, {.element = element, .extents = extents, .role = Role::output, .contents = {zeros}}, hint);
}

Value addIndices(Maker &m, const std::vector<int> &extents, int below, const std::string &hint) {
  return addArray(m,
                  {.element = kI32,
                   .extents = extents,
                   .range = {0, double(m.plan.most(below) - 1)},
                   .contents = {{.extent = below, .plus = -1}},
                   .below = below},
                  hint);
}

Value addNumber(Maker &m, const Type &type, const Range &range, const std::string &hint) {
  NameKind kind = type.isScalar() && isFloat(type.scalar) ? NameKind::number : kindOf(type);
  return addParameter(m, type, kind, {.range = range, .contents = contentsOf(m, type, range)}, hint);
}

Value addSize(Maker &m, int extent, const std::string &hint) {
  Known known = {.range = {double(m.plan.least(extent)), double(m.plan.most(extent))},
                 .contents = {{.extent = extent, .exact = true}}};
  return addParameter(m, kI32, NameKind::count, std::move(known), hint);
}

namespace {

/// A parameter that holds the extent's size and nothing else.
bool holdsSize(const Known &known, int extent) {
  return known.open && known.contents.size() == 1 && known.contents[0].exact && known.contents[0].extent == extent;
}

/// All ways to write the extent's size from what the scope has.
Values sizesOf(Maker &m, int extent) {
  Values sizes;
  Range range = {double(m.plan.least(extent)), double(m.plan.most(extent))};
  for (int i = 0; i < int(m.body->known.size()); ++i) {
    const Known &known = m.body->known[size_t(i)];
    Expr array = parts::variable(i, m.typeOf(i));
    if (holdsSize(known, extent)) sizes.push_back({array, range, Source::thread});
    for (size_t d = 0; known.open && d < known.dims.size(); ++d) {
      if (known.dims[d] != extent) continue;
      sizes.push_back({parts::shape(array, int(d)), range, Source::thread});
      if (d == 0)
        sizes.push_back({{.kind = ExprKind::builtin, .row = Builtin::len, .type = kI32, .operands = {array}},
                         range,
                         Source::thread});
    }
  }
  return sizes;
}

}  // namespace

bool knowsSize(Maker &m, int extent) { return m.plan.fixed(extent) != kNone || !sizesOf(m, extent).empty(); }

Value sizeOf(Maker &m, int extent) {
  int fixed = m.plan.fixed(extent);
  if (fixed != kNone && m.draw.chance(70)) return whole(fixed);
  Values sizes = sizesOf(m, extent);
  for (const Value &size : sizes)  // a parameter that was made for it
    if (size.expr.kind == ExprKind::variable && m.draw.chance(80)) return size;
  if (!sizes.empty()) return m.draw.from(sizes);
  return whole(fixed == kNone ? m.plan.least(extent) : fixed);
}

Value boundedIndex(Maker &m, const Value &value, int extent) {
  if (value.below != kNone && m.plan.covers(extent, value.below)) return value;
  if (value.range.low >= 0 && value.range.high < m.plan.least(extent)) return value;
  Value size = sizeOf(m, extent), index = value;
  if (value.range.low >= 0 && m.draw.chance(45)) {
    index = surely(Builtin::mod, {value, size});
  } else {
    Value last = surely(Builtin::sub, {size, whole(1)});
    if (size.expr.kind == ExprKind::literal) last = whole(int(size.range.low) - 1);
    bool cut = value.range.low >= 0;
    index = cut ? surely(Builtin::minOf, {value, last}) : surely(Builtin::clamp, {value, whole(0), last});
  }
  index.below = extent;
  return index;
}

/// Variables of the scope that are i32, and whether they index the extent as they are.
static Values indicesIn(Maker &m, int extent, bool fitting) {
  Values found;
  for (int i = 0; i < int(m.body->known.size()); ++i) {
    const Known &known = m.body->known[size_t(i)];
    bool size = known.contents.size() == 1 && known.contents[0].exact;
    if (!known.open || known.hidden || size || m.typeOf(i) != kI32 || known.source == Source::fixed) continue;
    bool fits = (known.below != kNone && m.plan.covers(extent, known.below)) ||
                (known.range.low >= 0 && known.range.high < m.plan.least(extent));
    if (fits == fitting) found.push_back(valueOf(m, i));
  }
  return found;
}

Value indexBelow(Maker &m, int extent) {
  Values fitting = indicesIn(m, extent, true), others = indicesIn(m, extent, false);
  if (!fitting.empty() && (others.empty() || m.draw.chance(95))) return readOf(m, m.draw.from(fitting).expr.id);
  if (others.empty()) return whole(m.draw.below(m.plan.least(extent)));
  return boundedIndex(m, readOf(m, m.draw.from(others).expr.id), extent);
}

Value elementOf(Maker &m, const Value &array, const Values &indices) {
  std::vector<Expr> exprs;
  for (const Value &index : indices) exprs.push_back(index.expr);
  Known &known = m.known(array);
  ++known.uses;
  return {parts::element(array.expr, std::move(exprs)), known.range, Source::data, known.below};
}

Value anyElement(Maker &m, const Value &array) {
  Values indices;
  for (int extent : std::vector<int>(m.known(array).dims)) indices.push_back(indexBelow(m, extent));
  return elementOf(m, array, indices);
}

Value letView(Maker &m, const Value &array, const Values &indices, const std::string &hint) {
  Value part = elementOf(m, array, indices);
  Known known = m.known(array);
  known.dims.erase(known.dims.begin(), known.dims.begin() + long(indices.size()));
  known.parameter = known.hidden = false;
  known.open = true;
  known.uses = 0;
  known.contents.clear();
  Value view = newVariable(m, part.type(), NameKind::input, known, hint);
  emit(m, parts::assign(view.expr, part.expr));
  return view;
}

void store(Maker &m, const Value &array, const Values &indices, const Value &value) {
  std::vector<Expr> exprs;
  for (const Value &index : indices) exprs.push_back(index.expr);
  emit(m, parts::assign(parts::element(array.expr, std::move(exprs)), value.expr));
}

void output(Maker &m, const Value &value, const std::string &hint) {
  store(m, addOutput(m, value.type(), m.space.extents, hint), m.space.indices, value);
}

std::optional<Value> fromNewParameter(Maker &m, const Type &type) {
  if (!m.body->isKernel || m.added >= m.style.parameters || !type.isNumeric()) return std::nullopt;
  ++m.added;
  Range range = usualRange(m.draw, type.scalar);
  if (type.isScalar() && m.draw.chance(40)) return addNumber(m, type, range);
  if (m.space.extents.empty()) return std::nullopt;
  std::vector<int> extents = m.space.extents;
  if (extents.size() > 1 && m.draw.chance(30)) extents = {m.draw.from(extents)};
  return anyElement(m, addArray(m, {.element = type, .extents = extents, .range = range}));
}

}  // namespace mlir_rl::kernel::make
