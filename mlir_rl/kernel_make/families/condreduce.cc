#include "mlir_rl/kernel_make/conditions.h"
#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/folds.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/segments.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"
#include "mlir_rl/kernel_make/totals.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "count_above sum_where classify_rows select_sum census mask_reduce tally_rows filter_sum find_first audit",
    .nouns = "value reading score sample weight label measurement mask entry price signal quality",
    .results = "out counts sums hits found totals kept summary",
    .numbers = "threshold lower upper cutoff weight default_value tolerance"};

namespace {

/// The scalars that predicates look at: the element and perhaps one beside it.
Values itemsOf(Maker &m, const Segment &segment, const Value &k) {
  Type type = scalarType(m.style.real);
  Value item = let(m, itemOf(m, segment, k));
  Values items = {item.type().isScalar() ? item : let(m, convert(m, item, type))};
  if (m.draw.chance(45)) {
    Value other = let(m, itemOf(m, anotherOf(m, segment), k));
    items.push_back(other.type().isScalar() ? other : let(m, convert(m, other, type)));
  }
  if (m.draw.chance(25)) items.push_back(let(m, convert(m, grow(m, type, 2), type)));
  return items;
}

/// Sums or extremes of the elements that pass a test.
void foldWhere(Maker &m, const Segment &segment) {
  Type type = drawType(m);
  foldOver(m, {.trip = segment.trip, .type = type, .kind = drawFold(m, type)}, [&](Fold &fold, const Value &k) {
    Values items = itemsOf(m, segment, k);
    if (m.draw.chance(25)) statements(m, 1);
    Value test = compound(m, items, m.draw.of({1, 1, 2, 2, 3}));
    if (m.draw.chance(25)) {
      leaveWhen(m, surely(Builtin::logicalNot, {test}).expr, StmtKind::continueLoop);
      return addTo(m, fold, mixUnread(m, type));
    }
    branch(m, test, [&] { addTo(m, fold, m.draw.chance(50) ? mixUnread(m, type) : grow(m, type, 2)); });
  });
}

void finishCounter(Maker &m, const Value &counter, const Range &range) {
  Known &known = m.known(counter);
  known.hidden = false;
  known.range = range;
  known.typical = Range{range.low, range.low + range.size() / 2};
  known.source = Source::data;
  known.uses = 0;
}

/// One counter for each class of elements: if ...: a += 1 elif ...: b += 1 else: c += 1.
void countClasses(Maker &m, const Segment &segment) {
  Values counters;
  for (int count = m.draw.of({1, 2, 2, 3}); count > 0; --count)
    counters.push_back(declareCounter(m, segment.trip.most, m.draw.of({"low", "high", "middle", "count", "others"})));
  for (const Value &counter : counters) m.known(counter).hidden = true;
  forLoop(m, segment.trip, [&](const Value &k) {
    Values items = itemsOf(m, segment, k);
    std::function<void(size_t)> chain = [&](size_t i) {
      if (i + 1 == counters.size() && i > 0) return countUp(m, counters[i]);
      Value test = compound(m, items, m.draw.of({1, 1, 2}));
      Block more = i + 1 < counters.size() ? Block([&, i] { chain(i + 1); }) : nullptr;
      branch(m, test, [&] { countUp(m, counters[i]); }, more);
    };
    chain(0);
  });
  for (const Value &counter : counters) finishCounter(m, counter, {0, double(segment.trip.most)});
}

/// The first or last element that passes a test.
void find(Maker &m, const Segment &segment) {
  Value where = declare(m, whole(-1), m.draw.of({"first", "found", "hit", "index", "last"}));
  m.known(where).hidden = true;
  bool first = m.draw.chance(65);
  forLoop(m, segment.trip, [&](const Value &k) {
    Values items = itemsOf(m, segment, k);
    Value test = compound(m, items, m.draw.of({1, 2, 2}));
    branch(m, test, [&] {
      emit(m, parts::assign(where.expr, k.expr));
      if (first) emit(m, parts::plain(StmtKind::breakLoop));
    });
  });
  finishCounter(m, where, {-1, segment.trip.range.high});
}

/// The longest run of elements that pass a test.
void longestRun(Maker &m, const Segment &segment) {
  Value run = declareCounter(m, segment.trip.most, "run"), best = declareCounter(m, segment.trip.most, "longest");
  m.known(run).hidden = m.known(best).hidden = true;
  forLoop(m, segment.trip, [&](const Value &k) {
    Value test = compound(m, itemsOf(m, segment, k), m.draw.of({1, 2}));
    Expr longer = binary(Builtin::maxOf, best.expr, run.expr);
    branch(
        m, test,
        [&] {
          countUp(m, run);
          emit(m, parts::assign(best.expr, longer));
        },
        [&] { emit(m, parts::assign(run.expr, whole(0).expr)); });
  });
  finishCounter(m, best, {0, double(segment.trip.most)});
}

}  // namespace

void condreduce(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
    style.of(Group::compare) *= 2;
    style.operations -= 1;
    style.parameters += 1;
    style.types = {60, 30, 3, 8, 1};
  });
  Segment segment = enterSegments(m);
  if (m.draw.chance(40)) readInputs(m, 1);
  inRounds(m, [&] {
    for (int count = m.draw.of({1, 1, 1, 2}); count > 0; --count) {
      static constexpr int weights[] = {45, 30, 15, 10};
      static constexpr void (*kinds[])(Maker &, const Segment &) = {foldWhere, countClasses, find, longestRun};
      kinds[m.draw.weighted(weights)](m, segment);
    }
    statements(m, m.draw.between(0, 2));
    if (!m.draw.chance(35)) return writeOutputs(m, m.draw.of({1, 1, 2}));
    gather(m, let(m, mixUnread(m, scalarType(m.style.integer))));
    if (m.draw.chance(40)) writeOutputs(m, 1);
  });
}

}  // namespace mlir_rl::kernel::make::families
