#include "mlir_rl/kernel_make/threads.h"

#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"

namespace mlir_rl::kernel::make {

using Words = std::vector<std::string>;

std::vector<int> drawExtents(Maker &m, int dims) {
  if (dims == 1) {
    int low = m.draw.between(4, 9);
    return {m.plan.extent(low, m.draw.between(16, 64))};
  }
  std::vector<int> extents;
  for (int i = 0; i < dims; ++i) {
    int low = m.draw.between(2, dims == 2 ? 4 : 3);
    extents.push_back(m.plan.extent(low, low + m.draw.between(2, dims == 2 ? 7 : 3)));
  }
  return extents;
}

Words sizeNames(Draw &draw, size_t dims) {
  if (dims == 1) return draw.of<Words>({{"n"}, {"n"}, {"count"}, {"size"}, {"length"}});
  if (dims == 2) return draw.of<Words>({{"rows", "cols"}, {"height", "width"}, {"n", "m"}, {"ny", "nx"}});
  return draw.of<Words>({{"depth", "height", "width"}, {"nz", "ny", "nx"}, {"batch", "rows", "cols"}, {"a", "b", "c"}});
}

static Words indexNames(Draw &draw, size_t dims) {
  if (dims == 1) return draw.of<Words>({{"i"}, {"i"}, {"i"}, {"tid"}, {"idx"}, {"cell"}, {"t"}});
  if (dims == 2) return draw.of<Words>({{"i", "j"}, {"i", "j"}, {"row", "col"}, {"y", "x"}, {"r", "c"}});
  return draw.of<Words>({{"i", "j", "k"}, {"z", "y", "x"}, {"b", "i", "j"}, {"layer", "row", "col"}});
}

static Value indexVariable(Maker &m, int extent, const std::string &name) {
  Known known = {.range = {0, double(m.plan.most(extent) - 1)}, .source = Source::thread, .below = extent, .uses = 1};
  return newVariable(m, kI32, NameKind::count, known, name);
}

/// An index apart from the flat one: the last varies fastest.
static void takeApart(Maker &m, const ThreadPlan &plan, const Words &names) {
  int all = plan.extents[0];
  for (size_t i = 1; i < plan.extents.size(); ++i) all = m.plan.product(all, plan.extents[i]);
  m.plan.launch = {{all, 0}};
  Value flat = indexVariable(m, all, m.draw.of({"tid", "flat", "index", "linear"}));
  emit(m, parts::assign(flat.expr, parts::tid()));
  m.known(flat).hidden = true;
  Value rest = flat;
  m.space.indices.resize(plan.extents.size());
  for (size_t i = plan.extents.size(); i-- > 0;) {
    Value index = indexVariable(m, plan.extents[i], names[i]);
    Value size = i ? sizeOf(m, plan.extents[i]) : Value{};
    Value part = i ? surely(Builtin::mod, {rest, size}) : rest;
    emit(m, parts::assign(index.expr, part.expr));
    m.space.indices[i] = index;
    if (i) rest = surely(m.draw.of({Builtin::floordiv, Builtin::floordiv, Builtin::div}), {rest, size});
  }
}

static void ask(Maker &m, const ThreadPlan &plan, const Words &names) {
  std::vector<Expr> targets;
  for (size_t i = 0; i < plan.extents.size(); ++i) {
    m.plan.launch.push_back({plan.extents[i], plan.guarded ? m.draw.between(1, 3) : 0});
    m.space.indices.push_back(indexVariable(m, plan.extents[i], names[i]));
    targets.push_back(m.space.indices.back().expr);
  }
  int dims = int(targets.size());
  emit(m, dims == 1 ? parts::assign(targets[0], parts::tid()) : parts::assignMany(targets, parts::tids(dims)));
}

/// if i >= n: return
static void leaveBeyond(Maker &m) {
  Expr outside;
  for (size_t i = 0; i < m.space.extents.size(); ++i) {
    Expr beyond = {.kind = ExprKind::builtin, .row = Builtin::greaterEqual, .type = kBool};
    beyond.operands = {m.space.indices[i].expr, sizeOf(m, m.space.extents[i]).expr};
    if (i == 0)
      outside = beyond;
    else
      outside = {.kind = ExprKind::builtin, .row = Builtin::logicalOr, .type = kBool, .operands = {outside, beyond}};
  }
  emit(m, parts::branch(std::move(outside), {parts::giveBack({})}));
}

/// Something that says the extents' sizes: an array of the space, or parameters.
static void makeSizesKnown(Maker &m, const std::vector<int> &extents) {
  if (m.draw.chance(50)) {
    Type element = drawType(m);
    addArray(m, {.element = element, .extents = extents, .range = usualRange(m.draw, element.scalar)});
    return;
  }
  Words names = sizeNames(m.draw, extents.size());
  for (size_t i = 0; i < extents.size(); ++i) addSize(m, extents[i], names[i]);
}

void enter(Maker &m, const ThreadPlan &plan) {
  m.space.extents = plan.extents;
  Words names = plan.names.empty() ? indexNames(m.draw, plan.extents.size()) : plan.names;
  if (plan.guarded || plan.flat) makeSizesKnown(m, plan.extents);
  plan.flat ? takeApart(m, plan, names) : ask(m, plan, names);
  if (plan.guarded && !plan.flat) leaveBeyond(m);
}

void enter(Maker &m, int dims) {
  ThreadPlan plan = {.extents = drawExtents(m, dims)};
  plan.flat = dims > 1 && m.draw.chance(20);
  plan.guarded = !plan.flat && m.draw.chance(35);
  enter(m, plan);
}

}  // namespace mlir_rl::kernel::make
