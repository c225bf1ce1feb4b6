#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/factors.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/folds.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/rows.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "matmul gemm multiply_matrices dense linear_layer project product batched_matmul gram contract",
    .nouns = "a b lhs rhs weights features activations query keys basis_matrix left_matrix right_matrix",
    .results = "c out result product_out y scores",
    .numbers = "alpha beta scale bias_scale slope shift"};

namespace {

/// acc += left * right, of element `k`; at times of something made of them, or where one is not 0.
void addStep(Maker &m, const Product &product, Fold &fold, const Value &row, const Value &column, const Value &k) {
  Value a = widened(m, elementFor(m, product.left, row, k, true), product.types.sum);
  Value b = widened(m, elementFor(m, product.right, column, k, false), product.types.sum);
  if (m.draw.chance(40)) a = let(m, a), readOf(m, a.expr.id);
  if (m.draw.chance(40)) b = let(m, b), readOf(m, b.expr.id);
  if (m.draw.chance(20)) b = joined(m, b, grow(m, b.type(), 1));
  Value term = apply(m, Builtin::mul, {a, b});
  bool skips = a.type().isScalar() && a.expr.kind == ExprKind::variable && m.draw.chance(30);
  if (!skips) return addTo(m, fold, term);
  branch(m, surely(Builtin::notEqual, {a, number(a.type(), 0)}), [&] { addTo(m, fold, term); });
}

/// A weight, a bias for each column, an earlier result: what is added to a finished sum.
Value epilogue(Maker &m, const Value &sum, const Value &column, int columns) {
  Value value = readOf(m, sum.expr.id);
  Type type = value.type(), part = componentType(type);
  if (m.draw.chance(35)) {
    Range range = isFloat(part.scalar) ? Range{0.25, 2} : Range{1, 3};
    value = apply(m, Builtin::mul, {value, addNumber(m, part, range, m.draw.of({"alpha", "scale"}))});
  }
  if (m.draw.chance(40)) {
    Value bias = addArray(m, {.element = type, .extents = {columns}, .range = usualRange(m.draw, type.scalar)},
                          m.draw.of({"bias", "offsets", "column_bias"}));
    value = apply(m, Builtin::add, {let(m, value), elementOf(m, bias, {column})});
  }
  value = readOf(m, let(m, value).expr.id);
  if (!type.isScalar() || !m.draw.chance(45)) return value;
  if (m.draw.chance(45)) return apply(m, Builtin::maxOf, {value, number(type, 0)});
  if (isFloat(type.scalar) && m.draw.chance(50)) return apply(m, Builtin::tanhOf, {value});
  return joined(m, value, grow(m, type, 2));
}

/// The value after some more statements, with what they leave.
Value withRest(Maker &m, const Value &value, int count) {
  m.known(value).uses = 1;
  statements(m, count);
  return unread(m).empty() ? valueOf(m, value.expr.id)
                           : joined(m, valueOf(m, value.expr.id), mixUnread(m, value.type()));
}

/// One column of the result: sum it and write it.
void oneResult(Maker &m, const Product &product, const Value &row, const Value &column, int columns, const Value &out) {
  int tile = m.draw.chance(25) ? m.draw.of({2, 4, 8}) : 0;
  int trips = m.plan.most(product.inner) + tile;
  Fold fold = beginFold(m, product.types.sum, FoldKind::sum, trips, m.draw.of({"acc", "sum_value", "total", "s"}));
  overInner(m, product, tile, [&](const Value &k) { addStep(m, product, fold, row, column, k); });
  Value sum = epilogue(m, endFold(m, fold), column, columns);
  if (m.draw.chance(35)) sum = withRest(m, let(m, sum), m.draw.between(0, 1));
  Values place = {row, column};
  if (m.space.indices.size() == 3) place.insert(place.begin(), m.space.indices[0]);
  store(m, out, place, sum);
}

/// A thread for each element of the result, for each row, or for two neighbours in a row.
void fromArrays(Maker &m) {
  int manner = m.draw.below(5);
  bool byRow = manner == 0, pairs = manner == 1;
  enter(m, byRow ? 1 : m.draw.of({2, 2, 2, 3}));
  int rows = byRow ? m.space.extents[0] : m.space.extents[m.space.extents.size() - 2];
  int last = m.space.extents.back();
  int columns = byRow ? rowExtent(m, 2, m.draw.between(4, 8)) : pairs ? m.plan.derived(last, 2, 0) : last;
  Product product = {.types = drawFactorTypes(m), .inner = rowExtent(m, 2, m.draw.between(5, 12))};
  product.left = addFactor(m, product.types.left, rows, product.inner, true);
  product.right = addFactor(m, product.types.right, columns, product.inner, false);
  std::vector<int> extents = {rows, columns};
  if (m.space.extents.size() == 3) extents.insert(extents.begin(), m.space.extents[0]);
  Value out = addOutput(m, product.types.sum, extents);
  Value row = byRow ? m.space.indices[0] : m.space.indices[m.space.indices.size() - 2];
  auto result = [&](const Value &column) { oneResult(m, product, row, column, columns, out); };
  if (byRow) return forLoop(m, tripOver(m, columns), result, m.draw.of({"j", "col", "c"}));
  if (!pairs) return result(m.space.indices.back());
  forLoop(
      m, tripOf(2),
      [&](const Value &side) {
        Value twice = surely(Builtin::mul, {m.space.indices.back(), whole(2)});
        Value column = let(m, surely(Builtin::add, {twice, side}), "column");
        column.below = m.known(column).below = columns;
        m.known(column).uses = 1;
        result(column);
      },
      "side");
}

/// Small matrices by value, multiplied component by component.
Value byComponents(Maker &m, const Value &a, const Value &b) {
  int n = m.style.extent;
  Value product = declare(m, make::construct(a.type(), {}), "product");
  m.known(product).hidden = true;
  Range range;
  forLoop(m, tripOf(n), [&](const Value &r) {
    forLoop(m, tripOf(n), [&](const Value &c) {
      Fold fold = beginFold(m, componentType(a.type()), FoldKind::sum, n);
      forLoop(m, tripOf(n), [&](const Value &k) {
        Value left = componentOf(a, m.draw.chance(75) ? Values{r, k} : Values{k, r});
        Value term = apply(m, Builtin::mul, {left, componentOf(b, {k, c})});
        if (m.draw.chance(35)) term = joined(m, let(m, term), grow(m, term.type(), 1));
        addTo(m, fold, term);
      });
      Value sum = endFold(m, fold);
      range = sum.range;
      emit(m, parts::assign(componentOf(product, {r, c}).expr, readOf(m, sum.expr.id).expr));
    });
  });
  Known &known = m.known(product);
  known = {.range = hull(range, 0), .source = Source::data, .loops = known.loops};
  return valueOf(m, product.expr.id);
}

void byValue(Maker &m) {
  enter(m, m.draw.of({1, 1, 2}));
  m.style.extent = std::min(m.style.extent, 4);
  Type type = matrixType(m.style.extent, m.style.extent, m.style.real);
  Values factors;
  for (int i = 0; i < 2; ++i) {
    Value array = addArray(m, {.element = type, .extents = m.space.extents, .range = usualRange(m.draw, type.scalar)});
    factors.push_back(let(m, elementOf(m, array, m.space.indices)));
    if (m.draw.chance(25)) factors.back() = let(m, joined(m, factors.back(), grow(m, type, 1)));
    readOf(m, factors.back().expr.id);
  }
  Value product;
  if (m.draw.chance(60)) {
    product = byComponents(m, factors[0], factors[1]);
  } else {
    Value left = m.draw.chance(40) ? surely(Builtin::transpose, {factors[0]}) : factors[0];
    product = let(m, apply(m, Builtin::mul, {left, factors[1]}));
  }
  if (m.draw.chance(50)) {
    Value column = grow(m, vectorType(m.style.extent, m.style.real), 1);
    m.known(product).uses = 1;
    product = let(m, apply(m, Builtin::mul, {product, column}));
  }
  output(m, withRest(m, product, m.draw.between(1, 2)));
}

}  // namespace

void matmul(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
    style.extent = style.extent > 4 ? 3 : style.extent;
    style.operations -= 1;
  });
  m.draw.chance(75) ? fromArrays(m) : byValue(m);
}

}  // namespace mlir_rl::kernel::make::families
