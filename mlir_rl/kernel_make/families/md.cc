#include "mlir_rl/kernel_make/atomics.h"
#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/folds.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/partners.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/sketch.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"
#include "mlir_rl/kernel_make/totals.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "pair_forces integrate kick drift bond_forces attract repel accelerate thermostat pull_together verlet",
    .nouns = "particle velocity mass charge force energy atom bead position momentum spring",
    .results = "forces new_velocity out energies accelerations moved potential",
    .numbers = "epsilon sigma dt cutoff_scale stiffness damping friction rest_length"};

static Type vectorOf(const Maker &m) { return vectorType(m.style.extent == 2 ? 2 : 3, realType(m).scalar); }

static Value addPositions(Maker &m, const std::vector<int> &extents) {
  double reach = m.draw.of({1, 2, 5, 10});
  return addArray(m, {.element = vectorOf(m), .extents = extents, .range = symmetric(reach)},
                  m.draw.of({"positions", "pos", "x"}));
}

/// How strongly two at this squared distance act on each other.
static Value strength(Maker &m, const Value &squared) {
  Type type = squared.type();
  Value one = number(type, 1);
  switch (m.draw.below(5)) {
    case 0: {  // Lennard-Jones
      Value inverse = letUsed(m, over(m, number(type, m.draw.of({1, 1, 2})), squared), "inv_r2");
      Value six = letUsed(m, times(m, times(m, inverse, inverse), inverse), m.draw.of({"s6", "inv_r6"}));
      return times(m, times(m, number(type, 24), six), minus(m, times(m, number(type, 2), six), one));
    }
    case 1: {  // by the square of the distance
      Value distance = letUsed(m, apply(m, Builtin::sqrtOf, {squared}), m.draw.of({"r", "dist"}));
      return over(m, one, times(m, distance, squared));
    }
    case 2:  // a soft core
      return apply(m, Builtin::expOf, {surely(Builtin::neg, {fit(m, squared, {0, 6})})});
    case 3: {
      Value distance = letUsed(m, apply(m, Builtin::sqrtOf, {squared}), m.draw.of({"r", "dist"}));
      return minus(m, distance, addScale(m, type, {0.5, 2}, "rest"));
    }
    default:
      return over(m, addScale(m, type, {0.1, 4}, m.draw.of({"epsilon", "coupling", "charge"})), squared);
  }
}

/// What another particle adds to the force, or to the energy: where it is near, and another than the thread's own.
static void addPair(Maker &m, Fold &fold, const Value &mine, const Value &theirs, const std::optional<Value> &apart) {
  Type type = componentType(mine.type());
  Value away = letUsed(m, minus(m, mine, theirs), m.draw.of({"d", "delta", "rij"}));
  bool dot = m.draw.chance(35);
  Value squared = dot ? apply(m, Builtin::dot, {away, away}) : apply(m, Builtin::lengthSq, {away});
  Value least = number(type, m.draw.of({0.01, 0.05, 0.1, 0.25}));
  squared = letUsed(m, plus(m, squared, least), m.draw.of({"r2", "dist_sq"}));
  if (m.draw.chance(25)) statements(m, 1);
  Value near = compared(Builtin::less, squared, addScale(m, type, {2, 30}, m.draw.of({"cutoff_sq", "cutoff2"})));
  Value test = near;
  if (apart) test = m.draw.chance(60) ? bothOf(*apart, near) : *apart;
  branch(m, test, [&] {
    Value size = strength(m, squared);
    if (m.draw.chance(45)) size = joined(m, letUsed(m, size), grow(m, type, 2));
    addTo(m, fold, fold.variable.type() == type ? size : times(m, away, letUsed(m, size)));
  });
}

/// Forces or energies from all others, from those of a table, or of lists.
static Value pairForces(Maker &m) {
  int n = m.space.extents[0];
  Value positions = addPositions(m, {n}), i = m.space.indices[0];
  Type vector = elementType(positions.type());
  Value mine = letUsed(m, elementOf(m, positions, {i}), m.draw.of({"xi", "here", "p_i"}));
  Type type = m.draw.chance(70) ? vector : componentType(vector);
  auto manner = m.draw.of({Partners::all, Partners::all, Partners::table, Partners::lists});
  int most = manner == Partners::lists ? m.draw.between(16, 40) : m.draw.between(4, 10);
  Partners partners =
      addPartners(m, manner, n, n, most, {"list_offsets", m.draw.of({"neighbors", "nlist", "partners"})});
  Fold fold = beginFold(m, type, FoldKind::sum, mostPartners(m, partners), m.draw.of({"force", "f", "total"}));
  bool itself = manner != Partners::lists || m.draw.chance(30);
  forPartners(m, partners, i, [&](const Value &other, const Values &) {
    Value j = letUsed(m, other, "j");
    std::optional<Value> apart;
    if (itself) apart = compared(Builtin::notEqual, j, i);
    addPair(m, fold, mine, elementOf(m, positions, {j}), apart);
  });
  Value force = endFold(m, fold);
  if (m.draw.chance(30)) letFree(m, inputOf(m, componentType(vector), "masses"));
  return force;
}

/// A thread for each bond between two particles.
static Value bonds(Maker &m) {
  int count = m.space.extents[0], n = m.plan.extent(4, m.draw.between(8, 30));
  Value b = m.space.indices[0], positions = addPositions(m, {n});
  Value i = letUsed(m, elementOf(m, addIndices(m, {count}, n, "bond_i"), {b}), "i");
  Value j = letUsed(m, elementOf(m, addIndices(m, {count}, n, "bond_j"), {b}), "j");
  Value away =
      letUsed(m, minus(m, elementOf(m, positions, {j}), elementOf(m, positions, {i})), m.draw.of({"d", "bond"}));
  Type type = componentType(away.type());
  Value length = letUsed(m, apply(m, Builtin::length, {away}), m.draw.of({"r", "dist"}));
  Value rest = m.draw.chance(50) ? addScale(m, type, {0.5, 2}, "rest_length") : inputOf(m, type, "rest_lengths");
  Value stretch = letFree(m, minus(m, length, rest), m.draw.of({"stretch", "strain"}));
  Value kept = m.draw.chance(60) ? letKept(m, times(m, away, letUsed(m, over(m, stretch, length))), "pull")
                                 : letKept(m, times(m, times(m, number(type, 0.5), stretch), stretch), "energy");
  statements(m, m.draw.between(0, 2));
  if (!m.draw.chance(40)) return kept;
  Value bucket = letUsed(m, quanta(m, mixUnread(m, type), 16, symmetric(1000)), "quantum");
  Value sums = addShared(m, kI32, {n}, m.draw.of({"load", "energy_sum"}));
  emitAtomic(m, Builtin::atomicAdd, sums, {i}, bucket);
  if (m.draw.chance(60)) emitAtomic(m, m.draw.of({Builtin::atomicAdd, Builtin::atomicSub}), sums, {j}, bucket);
  return kept;
}

/// Walls that turn back what hits them, or a box that goes on on its other side; or none of these.
static void keepInBox(Maker &m, const Value &place, const Value &speed, double reach) {
  Type vector = place.type(), type = componentType(vector);
  int kind = m.draw.below(4);
  if (kind == 0) {
    Value beyond = compared(m.draw.of({Builtin::greater, Builtin::greaterEqual}),
                            surely(Builtin::absOf, {componentOf(place, 0)}), number(type, reach));
    Value back = declare(m, speed, "v_out");
    branch(m, beyond, [&] { assign(m, back, times(m, back, number(type, m.draw.of({-1.0, -0.5, -0.9})))); });
  }
  if (kind == 1) letFree(m, apply(m, Builtin::mod, {place, number(vector, 2 * reach)}), "wrapped");
}

/// A step in time: kick, drift, and what a box or friction does.
static Value step(Maker &m) {
  Value i = m.space.indices[0];
  std::vector<int> extents = m.space.extents;
  Value x = letUsed(m, elementOf(m, addPositions(m, extents), {i}), m.draw.of({"p", "x_old"}));
  Type vector = x.type(), type = componentType(vector);
  Value v = letFree(m, inputOf(m, vector, m.draw.of({"velocities", "vel"})), m.draw.of({"v", "speed"}));
  Value f = inputOf(m, vector, m.draw.of({"forces", "f"}));
  Value mass = elementOf(
      m, addArray(m, {.element = type, .extents = extents, .range = {0.5, 4}}, m.draw.of({"masses", "mass"})), {i});
  Value dt = addScale(m, type, {0.01, 0.1}, "dt");
  if (m.draw.chance(50)) f = plus(m, f, grow(m, vector, 2));
  Value kick = times(m, over(m, f, mass), dt);
  if (m.draw.chance(40)) kick = times(m, kick, number(type, 0.5));
  v = letUsed(m, plus(m, v, kick), m.draw.of({"v_new", "v_half"}));
  if (m.draw.chance(35)) v = letUsed(m, times(m, v, addScale(m, type, {0.8, 1}, "damping")));
  Value next = letKept(m, plus(m, x, times(m, v, dt)), m.draw.of({"x_new", "moved"}));
  m.known(v).uses = m.draw.below(2);
  keepInBox(m, next, v, std::max(1.0, x.range.high));
  if (!m.draw.chance(40)) return next;
  Value energy = letUsed(m, times(m, times(m, number(type, 0.5), mass), apply(m, Builtin::lengthSq, {v})),
                         m.draw.of({"kinetic", "ke"}));
  Value steps = quanta(m, energy, m.draw.of({10, 16, 100}), {0, 10000});
  Value total = addShared(m, kI32, {m.plan.extent(1)}, m.draw.of({"total_energy", "kinetic_sum"}));
  emitAtomic(m, Builtin::atomicAdd, total, {whole(0)}, steps);
  return next;
}

void md(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.types = {60, 6, 1, 36, 1};
    style.of(Group::compound) *= 2;
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
  });
  m.style.extent = m.draw.of({2, 3, 3, 3});
  enter(m, 1);
  static constexpr int weights[] = {50, 22, 28};
  size_t form = m.draw.weighted(weights);
  static constexpr Value (*forms[])(Maker &) = {pairForces, bonds, step};
  conclude(m, forms[form](m));
}

}  // namespace mlir_rl::kernel::make::families
