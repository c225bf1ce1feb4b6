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

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "spmv multiply_rows apply_csr gather scatter_coo smooth residual_of relax scale_rows sum_rows sweep",
    .nouns = "coefficient vector rhs diagonal weight unknown stencil load potential field entry block",
    .results = "y out result product residual x_new row_sums",
    .numbers = "omega alpha beta damping shift tolerance threshold scale"};

/// One more entry of a row: its value times what it meets, more or less.
static void addEntry(Maker &m, Fold &fold, const Value &entry, const Value &met) {
  if (m.draw.chance(35)) statements(m, 1);
  Value product = fold.kind == FoldKind::sum || m.draw.chance(60) ? times(m, entry, met) : entry;
  if (m.draw.chance(40)) product = joined(m, letUsed(m, product), grow(m, product.type(), 2));
  if (!m.draw.chance(30)) return addTo(m, fold, product);
  Value test = condition(m);
  branch(m, test, [&] { addTo(m, fold, product); });
}

static FoldKind rowFold(Maker &m, const Type &type) { return m.draw.chance(65) ? FoldKind::sum : drawFold(m, type); }

/// A row of a matrix by offsets, or one of fixed width of which some entries may be padding.
static Value byRows(Maker &m, const Type &type) {
  int rows = m.space.extents[0], columns = m.draw.chance(60) ? rows : m.plan.extent(4, m.draw.between(8, 30));
  auto manner = m.draw.of({Partners::lists, Partners::lists, Partners::lists, Partners::table});
  int most = manner == Partners::lists ? m.draw.between(16, 48) : m.draw.between(4, 12);
  PartnerNames names = {.offsets = m.draw.of({"row_offsets", "offsets", "row_ptr"}),
                        .indices = m.draw.of({"columns", "cols", "col_idx"})};
  Partners matrix = addPartners(m, manner, rows, columns, most, names);
  Value values = addBeside(m, matrix, type, m.draw.of({"values", "vals", "data"}));
  Value x = addReals(m, type, {columns}, m.draw.of({"x", "x", "v", ""})), row = m.space.indices[0];
  Fold fold = beginFold(m, type, rowFold(m, type), mostPartners(m, matrix), m.draw.of({"total", "acc", "sum_row"}));
  bool apart = columns == rows && m.draw.chance(30), skips = !apart && m.draw.chance(20);
  forPartners(m, matrix, row, [&](const Value &found, const Values &place) {
    Value column = apart || m.draw.chance(60) ? letUsed(m, found, m.draw.of({"col", "j", "c"})) : found;
    Value entry = elementOf(m, values, place);
    if (skips) entry = letUsed(m, entry, m.draw.of({"a", "entry", "w"}));
    auto add = [&] { addEntry(m, fold, entry, elementOf(m, x, {column})); };
    if (apart) return branch(m, compared(Builtin::notEqual, column, row), add);
    skips ? branch(m, compared(Builtin::notEqual, entry, number(type, 0)), add) : add();
  });
  Value sum = endFold(m, fold);
  if (m.draw.chance(25)) letFree(m, toScalar(m, countOf(m, matrix, row), type.scalar));
  if (m.draw.chance(45)) letFree(m, minus(m, inputOf(m, type, "b"), sum));
  return sum;
}

/// Diagonals, each at an offset from the main one.
static Value banded(Maker &m, const Type &type) {
  int rows = m.space.extents[0], bands = m.plan.extent(3, m.draw.between(3, 7));
  double reach = m.draw.between(1, 5);
  Value offsets = addArray(m, {.element = kI32, .extents = {bands}, .range = symmetric(reach)}, "offsets");
  Value values = addReals(m, type, {bands, rows}, m.draw.of({"diagonals", "bands", "data"}));
  Value x = addReals(m, type, {rows}, m.draw.of({"x", "v", ""})), row = m.space.indices[0];
  FoldLoop loop = {.trip = tripOver(m, bands), .type = type, .kind = rowFold(m, type)};
  return foldOver(m, loop, [&](Fold &fold, const Value &d) {
    Value column = letUsed(m, surely(Builtin::add, {row, elementOf(m, offsets, {d})}), m.draw.of({"col", "j"}));
    Value above = compared(Builtin::greaterEqual, column, whole(0));
    m.known(column).hidden = true;
    branch(m, bothOf(above, compared(Builtin::less, column, sizeOf(m, rows))),
           [&] { addEntry(m, fold, elementOf(m, values, {d, row}), elementOf(m, x, {column})); });
  });
}

/// A thread for each entry, which adds to its row; sums of whole numbers do not depend on the order.
static void coordinates(Maker &m, const Type &type) {
  int entries = m.space.extents[0], rows = m.plan.extent(3, m.draw.between(6, 20));
  Value k = m.space.indices[0];
  bool searches = m.draw.chance(45);
  Value found = searches ? rowOfEntry(m, addOffsets(m, rows, entries, m.draw.of({"row_ptr", "offsets"})), rows, k)
                         : elementOf(m, addIndices(m, {entries}, rows, "rows"), {k});
  Value row = letUsed(m, found, m.draw.of({"row", "r"}));
  Value column = elementOf(m, addIndices(m, {entries}, rows, m.draw.of({"cols", "columns"})), {k});
  Value entry = inputOf(m, type, m.draw.of({"values", "vals"}));
  Value met = elementOf(m, addReals(m, type, {rows}, m.draw.of({"x", "v", ""})), {column});
  letFree(m, times(m, entry, met), m.draw.of({"product", "term", ""}));
  statements(m, m.draw.between(1, 3));
  bool real = m.draw.chance(40);
  Value all = fit(m, mixUnread(m, type), symmetric(1000));
  Value term = real ? surely(Builtin::roundOf, {all}) : toScalar(m, all, Scalar::i32);
  emitAtomic(m, Builtin::atomicAdd, addShared(m, term.type(), {rows}), {row}, term);
  if (m.draw.chance(30)) emitAtomic(m, Builtin::atomicAdd, addShared(m, kI32, {rows}, "counts"), {row}, whole(1));
}

void sparse(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.types = {74, 14, 2, 6, 1};
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
  });
  Type type = realType(m);
  enter(m, 1);
  static constexpr int weights[] = {68, 16, 16};
  size_t form = m.draw.weighted(weights);
  if (form == 2) return coordinates(m, type);
  conclude(m, form == 0 ? byRows(m, type) : banded(m, type));
}

}  // namespace mlir_rl::kernel::make::families
