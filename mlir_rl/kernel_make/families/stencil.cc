#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/folds.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/neighbours.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"
#include "mlir_rl/kernel_make/windows.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "diffuse blur smooth relax laplacian differentiate sharpen dilate erode stencil heat_step average_box",
    .nouns = "u field height temperature density pressure image grid_values potential mask concentration",
    .results = "out u_next result smoothed gradient next_field",
    .numbers = "dt diffusivity dx weight kappa center_weight strength threshold"};

namespace {

/// Of a star, a box, a diagonal cross, one direction only, or any.
std::vector<Offset> drawOffsets(Maker &m, size_t dims, int radius) {
  std::vector<Offset> offsets;
  int shape = m.draw.below(4);
  for (size_t d = 0; d < dims && shape < 2; ++d)  // both sides of each dimension, or one
    for (int distance = -radius; distance <= (shape ? 0 : radius); ++distance) {
      Offset offset(dims);
      offset[d] = distance;
      if (distance) offsets.push_back(offset);
    }
  if (shape == 2 && dims == 2)
    for (int dy : {-1, 1})
      for (int dx : {-1, 1}) offsets.push_back({dy, dx});
  if (!offsets.empty()) return offsets;
  for (int count = m.draw.between(2, 4); count > 0; --count) {
    Offset offset;
    for (size_t d = 0; d < dims; ++d) offset.push_back(m.draw.between(-radius, radius));
    offsets.push_back(offset);
  }
  return offsets;
}

/// The sum of some values, in variables where it would be long.
Value sumOf(Maker &m, const Values &values) {
  Value all = values[0];
  for (size_t i = 1; i < values.size(); ++i) {
    if (operationsIn(all.expr) > 5) all = let(m, all);
    all = apply(m, Builtin::add, {all, values[i]});
  }
  return all;
}

/// Each neighbour in a variable or as it is; then their sum with weights, what they differ by, or anything.
void named(Maker &m, const Field &field) {
  Values values;
  bool vars = m.draw.chance(60);
  for (const Offset &offset : drawOffsets(m, m.space.indices.size(), field.radius)) {
    Value value = neighbour(m, field, offset);
    values.push_back(vars ? let(m, value) : value);
  }
  Value center = let(m, neighbour(m, field, Offset(m.space.indices.size())));
  Type type = center.type();
  int kind = m.draw.below(4);
  if (kind == 3 && vars) return;  // whatever the grammar makes of what is not read yet
  for (const Value &value : values)
    if (value.expr.kind == ExprKind::variable) readOf(m, value.expr.id);
  Value all = let(m, sumOf(m, values));
  readOf(m, all.expr.id), readOf(m, center.expr.id);
  if (kind == 0 && !isUnsigned(type.scalar)) {
    Value times = apply(m, Builtin::mul, {center, number(componentType(type), double(values.size()))});
    let(m, apply(m, Builtin::sub, {all, times}));
  } else if (kind == 1) {
    Value weight = grow(m, componentType(type), 0);
    let(m, apply(m, Builtin::add, {center, apply(m, Builtin::mul, {all, weight})}));
  } else {
    let(m, joined(m, all, grow(m, type, 2)));
    m.known(center).uses = 0;
  }
}

/// All neighbours of a window folded, perhaps with weights from an array.
void looped(Maker &m, const Field &field) {
  Window window = {.dims = m.space.indices.size(), .radius = field.radius};
  Type type = elementType(field.array.type());
  Fold fold = beginFold(m, type, drawFold(m, type), window.size());
  std::optional<Value> weights;
  if (m.draw.chance(40)) weights = addWeights(m, window, componentType(type));
  forSteps(m, window, [&](const Values &steps) {
    neighbourAt(m, field, steps, [&](const Value &element) {
      Value value = element;
      if (weights) value = apply(m, Builtin::mul, {value, weightOf(m, *weights, window, steps)});
      if (m.draw.chance(weights ? 10 : 45)) value = joined(m, let(m, value), grow(m, type, 2));
      addTo(m, fold, value);
    });
  });
  endFold(m, fold);
}

void work(Maker &m, const Field &field) {
  m.draw.chance(65) ? named(m, field) : looped(m, field);
  statements(m, m.draw.of({0, 0, 1, 1, 2}));
}

/// Where the neighbours are elements the stencil's value, elsewhere another.
void onlyInside(Maker &m, const Field &field) {
  Type type = m.draw.chance(60) ? elementType(field.array.type()) : drawType(m);
  Value test = isInside(m, field.radius);
  Value out = addOutput(m, type, m.space.extents);
  auto write = [&] {
    work(m, field);
    store(m, out, m.space.indices, mixUnread(m, type));
  };
  auto border = [&] {
    Value own = convert(m, elementOf(m, field.array, m.space.indices), type);
    store(m, out, m.space.indices, m.draw.chance(60) ? own : joined(m, own, grow(m, type, 1)));
  };
  if (m.draw.chance(50)) return branch(m, test, write, border);
  test = surely(Builtin::logicalNot, {test});
  branch(m, test, [&] {
    border();
    emit(m, parts::giveBack({}));
  });
  write();
}

}  // namespace

void stencil(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
    style.types = {70, 12, 2, 14, 0};
    style.operations -= 1;
  });
  int dims = m.draw.of({1, 1, 2, 2, 2, 3});
  enter(m, dims);
  int radius = dims < 3 && m.draw.chance(25) ? 2 : 1;
  Field field = addField(m, drawType(m), drawEdge(m), radius);
  if (m.draw.chance(45)) readInputs(m, 1);
  if (field.edge == Edge::inside) return onlyInside(m, field);
  inRounds(m, [&] {
    work(m, field);
    if (m.draw.chance(20))
      work(m, addField(m, drawType(m), drawEdge(m) == Edge::wrap ? Edge::wrap : Edge::clamp, radius));
    writeOutputs(m, m.draw.of({1, 1, 1, 2}));
  });
}

}  // namespace mlir_rl::kernel::make::families
