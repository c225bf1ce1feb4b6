#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/folds.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/sketch.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "matvec axpy solve_lower back_substitute power_step orthogonalize project rank_one normalize_rows gemv",
    .nouns = "matrix vector rhs pivot basis residual direction coefficient guess weight row",
    .results = "y x_out result solution product norms updated",
    .numbers = "alpha beta shift ridge scale tolerance"};

static Value dense(Maker &m, const Type &type, const std::vector<int> &extents) {
  return addReals(m, type, extents, m.draw.of({"a", "matrix", "mat", "system"}));
}

/// What one entry of a row adds to a product with a vector, or to a norm.
static Value termOf(Maker &m, Value entry, const std::optional<Value> &factor) {
  if (m.draw.chance(30)) entry = letUsed(m, entry, m.draw.of({"a_ij", "entry", "w"}));
  Value term;
  if (factor)
    term = times(m, entry, *factor);
  else
    term = m.draw.chance(50) ? surely(Builtin::absOf, {entry}) : times(m, entry, entry);
  return m.draw.chance(35) ? joined(m, letUsed(m, term), grow(m, term.type(), 2)) : term;
}

/// A row of a matrix with a vector, or a norm of it; what follows makes a step of some method.
static Value rowProduct(Maker &m) {
  Type type = realType(m);
  int rows = m.space.extents[0], columns = m.draw.chance(60) ? rows : m.plan.extent(4, m.draw.between(6, 24));
  bool square = columns == rows, transposed = m.draw.chance(25), norm = m.draw.chance(20);
  bool apart = square && m.draw.chance(25);
  Value matrix = dense(m, type, transposed ? std::vector{columns, rows} : std::vector{rows, columns});
  Value x = addReals(m, type, {columns}, m.draw.of({"x", "v", "b", ""})), i = m.space.indices[0];
  FoldLoop loop = {.trip = tripOver(m, columns),
                   .type = type,
                   .kind = m.draw.chance(75) ? FoldKind::sum : drawFold(m, type),
                   .name = m.draw.of({"acc", "dot", "total"}),
                   .index = m.draw.of({"j", "k", "col"})};
  Value sum = foldOver(m, loop, [&](Fold &fold, const Value &j) {
    Value entry = elementOf(m, matrix, transposed ? Values{j, i} : Values{i, j});
    Value term = termOf(m, entry, norm ? std::nullopt : std::optional(elementOf(m, x, {j})));
    if (!apart) return addTo(m, fold, term);
    Builtin side = m.draw.of({Builtin::notEqual, Builtin::less, Builtin::greater});
    branch(m, compared(side, j, i), [&] { addTo(m, fold, term); });
  });
  if (norm && m.draw.chance(60)) letFree(m, apply(m, Builtin::sqrtOf, {sum}), "norm");
  if (square && m.draw.chance(45)) letFree(m, minus(m, inputOf(m, type, "rhs"), sum), "r");
  if (apart && m.draw.chance(50)) letFree(m, over(m, sum, elementOf(m, matrix, {i, i})));
  if (m.draw.chance(35)) letFree(m, times(m, addScale(m, type, {0.1, 2}, "alpha"), sum));
  return sum;
}

/// Each thread solves a triangular system of its own, into a row of the solution.
static Value triangular(Maker &m) {
  Type type = realType(m);
  int n = m.space.extents[0], side = m.draw.between(3, 5), extent = m.plan.extent(side);
  bool upper = m.draw.chance(45), unit = m.draw.chance(25);
  Value matrix = dense(m, type, m.draw.chance(50) ? std::vector{n, extent, extent} : std::vector{extent, extent});
  Value right = addReals(m, type, {n, extent}, m.draw.of({"b", "rhs"})), t = m.space.indices[0];
  Value x = addArray(
      m, {.element = type, .extents = {n, extent}, .role = Role::shared, .contents = {{.filling = Filling::zeros}}},
      m.draw.of({"x", "solution", "y"}));
  m.known(x).hidden = true;
  bool own = m.known(matrix).dims.size() == 3;
  auto entry = [&](const Value &r, const Value &c) {
    return elementOf(m, matrix, own ? Values{t, r, c} : Values{r, c});
  };
  Trip outer = tripOf(side);
  if (upper) outer = {.start = whole(side - 1), .stop = whole(-1), .step = -1, .most = side, .range = {0, side - 1.0}};
  if (m.draw.chance(40)) statements(m, 1);
  forLoop(m, outer, [&](const Value &r) {
    Value first = elementOf(m, right, {t, r});
    if (m.draw.chance(30)) first = joined(m, first, grow(m, type, 2));
    Value rest = declareHeld(m, first, symmetric(1e4), m.draw.of({"rest", "s", "value"}));
    m.known(rest).hidden = true;
    Trip inner =
        upper ? tripBetween(surely(Builtin::add, {r, whole(1)}), whole(side), side) : tripBetween(whole(0), r, side);
    forLoop(m, inner, [&](const Value &c) {
      Value known = elementOf(m, x, {t, c});
      known.range = symmetric(100);
      assign(m, rest, minus(m, rest, times(m, entry(r, c), known)));
    });
    Value solved = unit ? rest : over(m, rest, entry(r, r));
    store(m, x, {t, r}, fit(m, solved, symmetric(100)));
  });
  Value kept = elementOf(m, x, {t, whole(m.draw.below(side))});
  kept.range = symmetric(100);
  return letKept(m, kept);
}

/// Vectors made to stand upright on each other, one after the other.
static Value orthogonal(Maker &m) {
  Type type = vectorType(m.style.extent, realType(m).scalar);
  Values basis;
  int count = m.draw.of({2, 2, 3});
  bool whole = m.draw.chance(70);
  for (int i = 0; i < count; ++i) {
    Value v = letFree(m, inputOf(m, type));
    if (i == 0 && m.draw.chance(50)) statements(m, 1);
    v = readOf(m, v.expr.id);
    for (const Value &u : basis) {
      Value along = apply(m, Builtin::dot, {v, u});
      if (!whole) along = over(m, along, apply(m, Builtin::dot, {u, u}));
      if (m.draw.chance(50)) along = letUsed(m, along, m.draw.of({"along", "h", "coef"}));
      v = letUsed(m, minus(m, v, times(m, u, along)), m.draw.of({"w", "rest", "u"}));
    }
    if (whole) v = apply(m, Builtin::normalize, {v});
    basis.push_back(letKept(m, v, m.draw.of({"u", "e", "q"})));
  }
  return basis.back();
}

/// What is added to an element of a matrix: that of a product, or of a column times a row.
static Value matrixTerm(Maker &m, const Type &type) {
  const std::vector<int> extents = m.space.extents;
  Value i = m.space.indices[0], j = m.space.indices[1];
  if (m.draw.chance(55)) {
    Value x = addReals(m, type, {extents[0]}, "x"), y = addReals(m, type, {extents[1]}, "y");
    return times(m, elementOf(m, x, {i}), elementOf(m, y, {j}));
  }
  int inner = m.plan.extent(3, m.draw.between(5, 16));
  Value left = addReals(m, type, {extents[0], inner}, "left");
  Value right = addReals(m, type, {inner, extents[1]}, "right");
  FoldLoop loop = {.trip = tripOver(m, inner), .type = type, .name = "acc"};
  return foldOver(m, loop, [&](Fold &fold, const Value &k) {
    Value product = times(m, elementOf(m, left, {i, k}), elementOf(m, right, {k, j}));
    if (m.draw.chance(40)) product = joined(m, letUsed(m, product), grow(m, type, 2));
    addTo(m, fold, product);
  });
}

/// Elements of vectors or matrices with multiples of others: axpy, rank-one updates, products of matrices.
static Value combined(Maker &m) {
  Type type = realType(m);
  Value old = elementOf(m, dense(m, type, m.space.extents), m.space.indices);
  Value alpha = addScale(m, type, {-2, 2}, m.draw.of({"alpha", "a", "scale"})), term;
  if (m.space.extents.size() == 2)
    term = matrixTerm(m, type);
  else
    term = inputOf(m, type, m.draw.of({"x", "p", "v"}));
  if (m.draw.chance(40)) old = times(m, addScale(m, type, {-1, 1}, "beta"), old);
  Value sum = letKept(m, plus(m, old, times(m, alpha, term)));
  statements(m, m.draw.between(1, 2));
  return sum;
}

void linalg(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.types = {74, 8, 1, 12, 5};
    style.of(Group::compound) *= 2;
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
  });
  static constexpr int weights[] = {40, 18, 18, 24};
  size_t form = m.draw.weighted(weights);
  enter(m, form == 3 ? m.draw.of({1, 2, 2}) : 1);
  static constexpr Value (*forms[])(Maker &) = {rowProduct, triangular, orthogonal, combined};
  conclude(m, forms[form](m));
}

}  // namespace mlir_rl::kernel::make::families
