#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/folds.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/segments.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"
#include "mlir_rl/kernel_make/totals.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "reduce sum_rows total_up measure_norm summarize dot_rows average find_best integrate reduce_segments",
    .nouns = "row sample vector_data series matrix_data batch segment score weight record value_list",
    .results = "out sums result norms means row_totals best partial",
    .numbers = "scale bias exponent tolerance offset temperature floor_value"};

namespace {

/// What one step of a reduction adds.
Value termOf(Maker &m, const Value &item, const Type &type) {
  Value value = convert(m, item, type);
  bool plain = type.isScalar() && m.draw.chance(60);
  switch (plain ? m.draw.below(4) : 4) {
    case 0:
      return apply(m, Builtin::mul, {value, value});
    case 1:
      return isUnsigned(type.scalar) ? value : apply(m, Builtin::absOf, {value});
    case 2:
      return value;
    case 3:
      return apply(m, m.draw.of({Builtin::sub, Builtin::mul}), {value, grow(m, type, 1)});
    default:
      return joined(m, value, grow(m, type, 2));
  }
}

/// Sums, products, extremes of one row or of two.
void foldItems(Maker &m, const Segment &segment) {
  Type type = drawType(m);
  bool two = m.draw.chance(40);
  foldOver(m, {.trip = segment.trip, .type = type, .kind = drawFold(m, type)}, [&](Fold &fold, const Value &k) {
    Value item = let(m, itemOf(m, segment, k));
    if (two) let(m, itemOf(m, anotherOf(m, segment), k));
    if (m.draw.chance(30)) statements(m, 1);
    addTo(m, fold, two || m.draw.chance(30) ? mixUnread(m, type) : termOf(m, readOf(m, item.expr.id), type));
  });
}

/// The lowest or highest of a row and where it is.
void findBest(Maker &m, const Segment &segment) {
  Type type = scalarType(m.style.real);
  bool lowest = m.draw.chance(50);
  Fold fold = beginFold(m, type, lowest ? FoldKind::lowest : FoldKind::highest, segment.trip.most, "best");
  Value where = declare(m, whole(m.draw.of({0, -1})), m.draw.of({"best_index", "where", "arg", "index_of_best"}));
  m.known(where).hidden = true;
  forLoop(m, segment.trip, [&](const Value &k) {
    Value item = let(m, termOf(m, itemOf(m, segment, k), type));
    fold.range = hull(fold.range, item.range);
    fold.usual = item.usual();
    Builtin row = lowest ? m.draw.of({Builtin::less, Builtin::lessEqual}) : Builtin::greater;
    Expr better = {.kind = ExprKind::builtin, .row = row, .type = kBool, .operands = {item.expr, fold.variable.expr}};
    emit(m, parts::branch(std::move(better),
                          {parts::assign(fold.variable.expr, item.expr), parts::assign(where.expr, k.expr)}));
  });
  fold.source = Source::data;
  endFold(m, fold);
  Known &known = m.known(where);
  known.hidden = false;
  known.range = {-1, segment.trip.range.high};
  known.source = Source::data;
  known.uses = 0;
}

Value meanOf(Maker &m, const Value &sum, const Segment &segment) {
  Value count = toScalar(m, segment.count, sum.scalar());
  return let(m, apply(m, Builtin::div, {readOf(m, sum.expr.id), count}), m.draw.of({"mean", "average", "center"}));
}

/// Two passes: a mean or the highest, then what lies how far from it.
void foldTwice(Maker &m, const Segment &segment) {
  Type type = scalarType(m.style.real);
  bool soft = m.draw.chance(40);
  FoldLoop loop = {.trip = segment.trip, .type = type, .kind = soft ? FoldKind::highest : FoldKind::sum};
  Value center =
      foldOver(m, loop, [&](Fold &fold, const Value &k) { addTo(m, fold, convert(m, itemOf(m, segment, k), type)); });
  if (!soft) center = meanOf(m, center, segment);
  loop.kind = FoldKind::sum;
  foldOver(m, loop, [&](Fold &fold, const Value &k) {
    Value item = convert(m, itemOf(m, segment, k), type);
    Value away = let(m, apply(m, Builtin::sub, {item, readOf(m, center.expr.id)}));
    Builtin row = m.draw.of({Builtin::absOf, Builtin::expOf, Builtin::cosOf});
    away = readOf(m, away.expr.id);
    addTo(m, fold, !soft && m.draw.chance(60) ? apply(m, Builtin::mul, {away, away}) : apply(m, row, {away}));
  });
}

/// What people do to a finished sum.
void finishSum(Maker &m) {
  std::vector<Value> values = unread(m);
  if (values.empty() || !values.back().type().isScalar() || !isFloat(values.back().scalar())) return;
  Value last = readOf(m, values.back().expr.id);
  Builtin row = m.draw.of({Builtin::sqrtOf, Builtin::logOf, Builtin::tanhOf, Builtin::expOf});
  let(m, apply(m, row, {last}));
}

}  // namespace

void reduce(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
    style.parameters += 1;
  });
  Segment segment = enterSegments(m);
  if (m.draw.chance(40)) readInputs(m, 1);
  inRounds(m, [&] {
    for (int count = m.draw.of({1, 1, 1, 2}); count > 0; --count) {
      int kind = m.draw.below(10);
      kind < 6 ? foldItems(m, segment) : kind < 8 ? findBest(m, segment) : foldTwice(m, segment);
    }
    if (m.draw.chance(35)) finishSum(m);
    statements(m, m.draw.between(0, 2));
    if (!m.draw.chance(35)) return writeOutputs(m, m.draw.of({1, 1, 2}));
    Value value = mixUnread(m, scalarType(m.draw.chance(50) ? m.style.integer : m.style.real));
    gather(m, let(m, value));
    if (m.draw.chance(40)) writeOutputs(m, 1);
  });
}

}  // namespace mlir_rl::kernel::make::families
