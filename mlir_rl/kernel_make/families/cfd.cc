#include "mlir_rl/kernel_make/cells.h"
#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/sketch.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "advect diffuse jacobi_step project_pressure stream collide relax_pressure limit_flux compute_vorticity",
    .nouns = "pressure velocity density temperature dye flux divergence vorticity smoke height concentration",
    .results = "out next_state pressure_out advected div_out new_density updated",
    .numbers = "dt viscosity omega dx relaxation diffusivity tau"};

static Value addField(Maker &m, const Type &type, const std::string &hint = "") {
  return addReals(m, type, m.space.extents, hint);
}

static size_t dims(const Maker &m) { return m.space.extents.size(); }
static Value half(Maker &m, const Value &value) { return times(m, number(componentType(value.type()), 0.5), value); }

/// What flows in from the side that the stream comes from.
static Value upwind(Maker &m, const Type &type) {
  Value field = addField(m, type);
  Around near(m, drawBorder(m));
  Value here = letUsed(m, cellOf(m, field), m.draw.of({"here", "c", "q"})), dt = addScale(m, type, {0.01, 0.5}, "dt"),
        change;
  for (size_t d = 0; d < dims(m); ++d) {
    Value speed =
        m.draw.chance(70) ? inputOf(m, type, d == 0 && dims(m) > 1 ? "v" : "u") : addScale(m, type, {-1, 1}, "speed");
    speed = letUsed(m, speed);
    Value back = minus(m, here, cellOf(m, field, near, d, -1)), ahead = minus(m, cellOf(m, field, near, d, 1), here);
    Value upstream = compared(Builtin::greater, speed, number(type, 0)), slope;
    if (m.draw.chance(50)) {
      slope = letUsed(m, choose(upstream, back, ahead));
    } else {
      slope = declare(m, back, m.draw.of({"slope", "grad"}));
      branch(m, surely(Builtin::lessEqual, {speed, number(type, 0)}), [&] { assign(m, slope, ahead); });
      slope = readOf(m, slope.expr.id);
    }
    Value term = times(m, speed, slope);
    change = d == 0 ? term : plus(m, change, term);
    if (d + 1 < dims(m)) change = letUsed(m, change);
  }
  return letKept(m, minus(m, here, times(m, dt, let(m, change))), m.draw.of({"advected", "moved", ""}));
}

/// The mean of the neighbours and a source: one step towards a solution.
static Value relax(Maker &m, const Type &type) {
  Value field = addField(m, type, m.draw.of({"pressure", "p", ""}));
  Around near(m, drawBorder(m));
  Value around;
  for (size_t d = 0; d < dims(m); ++d) {
    Value both = plus(m, cellOf(m, field, near, d, -1), cellOf(m, field, near, d, 1));
    around = d == 0 ? both : plus(m, around, both);
  }
  around = letUsed(m, around, m.draw.of({"around", "neighbors", "total"}));
  if (m.draw.chance(70)) {
    Value source = inputOf(m, type, m.draw.of({"divergence", "rhs", "source"}));
    if (m.draw.chance(50)) source = joined(m, source, grow(m, type, 2));
    around = letUsed(m, minus(m, around, times(m, source, addScale(m, type, {0.05, 1}, "dx"))));
  }
  Value mean = letKept(m, times(m, around, number(type, dims(m) == 1 ? 0.5 : dims(m) == 2 ? 0.25 : 0.125)), "mean");
  if (m.draw.chance(50)) return mean;
  Value here = letUsed(m, cellOf(m, field), "here"), omega = addScale(m, type, {0.5, 1.5}, "omega");
  return letKept(m, plus(m, here, times(m, omega, minus(m, mean, here))));
}

/// Differences of a velocity's parts: how much flows out of a cell, how it turns, how it is strained.
static Value differences(Maker &m, const Type &type) {
  bool compound = dims(m) > 1 && m.draw.chance(40), turns = dims(m) > 1 && m.draw.chance(45);
  int parts = int(dims(m));
  std::vector<Value> fields;
  for (int d = 0; d < (compound ? 1 : parts); ++d)
    fields.push_back(compound ? addField(m, vectorType(std::max(2, parts), type.scalar), "velocity")
                              : addField(m, type,
                                         d == 0   ? "u"
                                         : d == 1 ? "v"
                                                  : "w"));
  Around around(m, drawBorder(m));
  Value all;
  Value scale = m.draw.chance(50) ? addScale(m, type, {0.25, 2}, "inv_dx") : number(type, 0.5);
  for (size_t d = 0; d < dims(m); ++d) {
    size_t along = turns ? (d + 1) % dims(m) : d;
    const Value &part = fields[compound ? 0 : d];
    Value far = cellOf(m, part, around, along, 1), near = cellOf(m, part, around, along, m.draw.chance(80) ? -1 : 0);
    if (compound) far = componentOf(far, int(d)), near = componentOf(near, int(d));
    Value slope = letUsed(m, times(m, minus(m, far, near), scale), m.draw.of({"dx", "du", "slope", ""}));
    if (m.draw.chance(20)) statements(m, 1);
    all = d == 0 ? slope : turns ? minus(m, all, slope) : plus(m, all, slope);
  }
  return letKept(m, all, turns ? "curl" : m.draw.of({"div", "outflow"}));
}

/// Populations of a cell, one for each direction that they move in.
struct Lattice {
  Value cells;
  bool last;  ///< the direction is the last index, or the first
  int count;

  Values placeOf(Values indices, int q) const {
    indices.insert(last ? indices.end() : indices.begin(), whole(q));
    return indices;
  }
};

static Lattice addLattice(Maker &m, const Type &type) {
  Lattice lattice = {.last = m.draw.chance(60), .count = dims(m) == 2 ? 5 : 3};
  std::vector<int> extents = m.space.extents;
  extents.insert(lattice.last ? extents.end() : extents.begin(), m.plan.extent(lattice.count));
  lattice.cells =
      addArray(m, {.element = type, .extents = extents, .range = {0, 1}}, m.draw.of({"f", "f_in", "populations"}));
  return lattice;
}

/// What comes from the neighbours that it moved away from.
static Values streamed(Maker &m, const Lattice &lattice) {
  static constexpr int directions[] = {0, 1, -1, 1, -1};
  Border border = m.draw.chance(70) ? Border::wrap : Border::clamp;
  Values moved;
  for (int q = 0; q < lattice.count; ++q) {
    Values indices = m.space.indices;
    size_t dim = q > 2 ? 0 : dims(m) - 1;
    indices[dim] = shifted(m, indices[dim], m.space.extents[dim], -directions[q], border);
    moved.push_back(letUsed(m, elementOf(m, lattice.cells, lattice.placeOf(indices, q)), "f" + std::to_string(q)));
  }
  return moved;
}

/// Populations that stream, then relax towards their balance.
static Value lattice(Maker &m, const Type &type) {
  Lattice lattice = addLattice(m, type);
  Values moved = streamed(m, lattice);
  Value sum = moved[0], one = number(type, 1);
  for (size_t q = 1; q < moved.size(); ++q) sum = plus(m, sum, moved[q]);
  Value density = letKept(m, sum, m.draw.of({"rho", "density"}));
  Value flow = let(m, over(m, minus(m, moved[1], moved[2]), plus(m, density, number(type, 0.1))), "u");
  if (m.draw.chance(40)) flow = let(m, plus(m, flow, grow(m, type, 2)));
  flow = letUsed(m, fit(m, flow, symmetric(2)));
  Value omega = addScale(m, type, {0.5, 1.8}, m.draw.of({"omega", "inv_tau"}));
  int written = m.draw.of({1, 2, 2, lattice.count});
  Value out = addOutput(m, type, std::vector<int>(m.known(lattice.cells).dims), "f_out");
  for (int q = 0; q < written; ++q) {
    double weight = q == 0 ? (dims(m) == 2 ? 0.3333333 : 0.6666667) : 0.1666667;
    Value balance = times(m, number(type, weight), density), now = moved[size_t(q)];
    if (q == 1 || q == 2) {
      Value along = plus(m, one, times(m, number(type, q == 1 ? 3 : -3), flow));
      balance = letUsed(m, times(m, balance, along), m.draw.of({"feq", "eq"}));
    }
    store(m, out, lattice.placeOf(m.space.indices, q), plus(m, now, times(m, omega, minus(m, balance, now))));
  }
  return density;
}

/// Steps of a function that a limiter keeps from overshooting.
static Value limited(Maker &m, const Type &type) {
  Value field = addField(m, type);
  Around near(m, drawBorder(m));
  size_t d = size_t(m.draw.below(int(dims(m))));
  Value here = letUsed(m, cellOf(m, field), "here");
  Value left = letUsed(m, minus(m, here, cellOf(m, field, near, d, -1)), "left_step"),
        right = letUsed(m, minus(m, cellOf(m, field, near, d, 1), here), "right_step");
  Value zero = number(type, 0), slope = declare(m, zero, "slope");
  branch(m, compared(Builtin::greater, times(m, left, right), zero), [&] {
    Value a = surely(Builtin::absOf, {left}), b = surely(Builtin::absOf, {right}), size;
    switch (m.draw.below(3)) {
      case 0:
        size = times(m, surely(Builtin::sign, {left}), surely(Builtin::minOf, {a, b}));
        break;
      case 1:
        size = over(m, times(m, times(m, number(type, 2), left), right), plus(m, plus(m, a, b), number(type, 0.01)));
        break;
      default:
        size = surely(Builtin::minOf, {times(m, number(type, m.draw.of({2.0, 1.5})), a), half(m, plus(m, a, b))});
        size = times(m, surely(Builtin::sign, {right}), size);
        break;
    }
    assign(m, slope, size);
  });
  slope = readOf(m, slope.expr.id);
  Value face = plus(m, here, half(m, slope));
  if (m.draw.chance(60)) face = times(m, face, grow(m, type, 2));
  return letKept(m, face, m.draw.of({"face", "flux"}));
}

void cfd(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.types = {80, 6, 2, 6, 0};
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
  });
  Type type = realType(m);
  static constexpr int weights[] = {24, 22, 22, 14, 18};
  size_t form = m.draw.weighted(weights);
  enter(m, form == 3 ? m.draw.of({1, 2, 2}) : m.draw.of({1, 2, 2, 2, 3}));
  static constexpr Value (*forms[])(Maker &, const Type &) = {upwind, relax, differences, lattice, limited};
  conclude(m, forms[form](m, type));
}

}  // namespace mlir_rl::kernel::make::families
