#include "mlir_rl/kernel_make/convert.h"
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
    .verbs = "scan cumulate prefix_sum running_max smooth_rows trail filter_rows integrate track accumulate_rows",
    .nouns = "series signal step_data reading price increment sequence samples_in flow deposit",
    .results = "out prefix running cumulative filtered smoothed states",
    .numbers = "alpha decay_rate smoothing gain reset_level momentum damping"};

namespace {

/// A row of results for each thread, in a layout like an input's.
Row addResults(Maker &m, const Type &element, const Row &like) {
  Row row = like;
  row.array = addOutput(m, element, std::vector<int>(m.known(like.array).dims));
  return row;
}

/// Starts again where a flag or a value says so.
void resetWhere(Maker &m, const Fold &fold, const Row &row, const Value &k) {
  double start = fold.range.low;
  Type type = fold.variable.type();
  Value test;
  if (m.draw.chance(60)) {
    Type flag = m.draw.chance(50) ? kBool : kI32;
    Row flags = row;
    flags.array = addArray(m, {.element = flag, .extents = m.known(row.array).dims, .range = {0, 1}},
                           m.draw.of({"flags", "heads", "resets", "is_start"}));
    test = itemOf(m, flags, k);
    if (flag == kI32) test = surely(m.draw.of({Builtin::notEqual, Builtin::equal}), {test, whole(m.draw.of({0, 1}))});
  } else {
    test = condition(m);
  }
  Value first = type == kBool ? truth(false) : number(type, start);
  emit(m, parts::branch(test.expr, {parts::assign(fold.variable.expr, first.expr)}));
}

/// What the running value is when it is written: itself, or something made of it.
Value shown(Maker &m, const Fold &fold) {
  Value value = {fold.variable.expr, fold.range, Source::data};
  value.typical = overlap(fold.usual, fold.range);
  if (fold.kind == FoldKind::any || m.draw.chance(55)) return value;
  return joined(m, value, grow(m, value.type(), 2));
}

Trip tripAlong(Maker &m, int length) {
  Trip trip = tripOver(m, length);
  if (!m.draw.chance(20)) return trip;
  bool literal = trip.stop.expr.kind == ExprKind::literal;
  trip.start = literal ? whole(int(trip.stop.range.low) - 1) : surely(Builtin::sub, {trip.stop, whole(1)});
  trip.stop = whole(-1);
  trip.step = -1;
  return trip;
}

/// A running fold; each step writes what is accumulated before it or with it.
void scanRow(Maker &m, const Row &row) {
  Type type = drawType(m);
  if (m.draw.chance(50)) type = scalarType(m.style.real);
  Trip trip = tripAlong(m, row.length);
  Fold fold =
      beginFold(m, type, drawFold(m, type), trip.most, m.draw.of({"running", "acc", "carry", "state", "level"}));
  bool resets = m.draw.chance(30), exclusive = m.draw.chance(20);
  forLoop(m, trip, [&](const Value &k) {
    Value item = let(m, itemOf(m, row, k));
    if (resets) resetWhere(m, fold, row, k);
    if (m.draw.chance(35)) statements(m, 1);
    Row results = addResults(m, type, row);
    if (exclusive) store(m, results.array, placeIn(m, results, k), fold.variable);
    bool alone = m.draw.chance(40);
    addTo(m, fold, alone ? convert(m, readOf(m, item.expr.id), type) : mixUnread(m, type));
    if (!exclusive) store(m, results.array, placeIn(m, results, k), shown(m, fold));
  });
  endFold(m, fold);
}

/// x = a * x + b * item: a recurrence whose factors lie below 1 in sum.
void recur(Maker &m, const Row &row) {
  Type type = scalarType(m.style.real);
  Range range = symmetric(m.draw.of({4, 10, 50}));
  bool own = m.draw.chance(50);
  Value alpha = own ? number(type, m.draw.of({0.1, 0.25, 0.3, 0.5, 0.75})) : addNumber(m, type, {0.1, 0.9});
  if (!own) m.known(alpha).uses = 1;
  Value start = m.draw.chance(50) ? number(type, 0) : grow(m, type, 1);
  Range held = scaled(range, 1.1);  // roundings add up
  Value state =
      declareHeld(m, fit(m, start, range), held, m.draw.of({"state", "ema", "level", "estimate", "filtered"}));
  m.known(state).source = Source::data;
  forLoop(m, tripAlong(m, row.length), [&](const Value &k) {
    Value item = let(m, convert(m, itemOf(m, row, k), type));
    if (m.draw.chance(35)) statements(m, 1);
    Value input = fit(m, m.draw.chance(50) ? readOf(m, item.expr.id) : mixUnread(m, type), range);
    if (operationsIn(input.expr) > 1) input = let(m, input);
    if (input.expr.kind == ExprKind::variable) readOf(m, input.expr.id);
    Value rest = surely(Builtin::sub, {number(type, 1), alpha});
    Value now = readOf(m, state.expr.id);
    Value next = m.draw.chance(50)
                     ? apply(m, Builtin::lerp, {now, input, alpha})
                     : surely(Builtin::add, {surely(Builtin::mul, {alpha, input}), surely(Builtin::mul, {rest, now})});
    next.range = held;  // it lies between the two
    assign(m, state, next);
    Row results = addResults(m, type, row);
    Value other = m.draw.chance(60) ? readOf(m, state.expr.id) : joined(m, readOf(m, state.expr.id), grow(m, type, 2));
    store(m, results.array, placeIn(m, results, k), other);
  });
}

}  // namespace

void scan(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
    style.parameters += 1;
  });
  enter(m, m.draw.of({1, 1, 1, 2}));
  if (m.draw.chance(45)) readInputs(m, 1);
  int least = m.draw.between(2, 5);
  int length = rowExtent(m, least, m.draw.between(8, 24));
  Row row = addRow(m, drawType(m), length);
  inRounds(m, [&] {
    statements(m, m.draw.below(2));
    for (int count = m.draw.of({1, 1, 1, 2}); count > 0; --count) m.draw.chance(70) ? scanRow(m, row) : recur(m, row);
    if (m.draw.chance(35)) writeOutputs(m, 1);
  });
}

}  // namespace mlir_rl::kernel::make::families
