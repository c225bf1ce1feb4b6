#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/search.h"
#include "mlir_rl/kernel_make/sketch.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "bitonic_step sort_rows rank_keys merge_step exchange order place odd_even_pass locate insert arrange",
    .nouns = "key entry record score item value priority age price sample timestamp",
    .results = "sorted_keys out ranks positions result ordered placed",
    .numbers = "bias scale threshold weight offset limit"};

static Type keyType(Maker &m) { return m.draw.chance(60) ? scalarType(m.style.real) : scalarType(m.style.integer); }

/// The thread's partner: across a stride, or the next of odd or even ones.
static Value partnerOf(Maker &m, bool bitonic) {
  Value i = m.space.indices[0], one = whole(1);
  if (bitonic) {
    Value stride = addNumber(m, kI32, {1, 8}, m.draw.of({"stride", "j", "distance"}));
    m.known(stride).uses = 1;
    return letUsed(m, surely(Builtin::bitXor, {i, stride}), m.draw.of({"partner", "ixj", "other"}));
  }
  Value phase = addNumber(m, kI32, {0, 1}, m.draw.of({"phase", "parity"}));
  m.known(phase).uses = 1;
  Value rest = surely(Builtin::mod, {surely(Builtin::add, {i, phase}), whole(2)});
  Value next = surely(Builtin::add, {i, one}), before = surely(Builtin::sub, {i, one});
  return letUsed(m, choose(compared(Builtin::equal, rest, whole(0)), next, before), "partner");
}

/// Each thread meets a partner and keeps the lesser or the greater of both.
static Value exchange(Maker &m) {
  int n = m.space.extents[0];
  Type type = keyType(m);
  Value keys = addReals(m, type, {n}, m.draw.of({"keys", "data", "values"})), i = m.space.indices[0];
  bool bitonic = m.draw.chance(60);
  Value partner = partnerOf(m, bitonic);
  m.known(partner).hidden = true;
  Value mine = letFree(m, elementOf(m, keys, {i}), m.draw.of({"mine", "a", "own"}));
  Value kept = declare(m, mine, m.draw.of({"kept", "result_key"}));
  statements(m, m.draw.between(0, 2));
  mine = readOf(m, mine.expr.id);
  Value inside = compared(Builtin::less, partner, sizeOf(m, n));
  if (!bitonic) inside = bothOf(compared(Builtin::greaterEqual, partner, whole(0)), inside);
  branch(m, inside, [&] {
    Value theirs = let(m, elementOf(m, keys, {partner}), m.draw.of({"theirs", "b", "met"}));
    Value first = compared(Builtin::less, i, partner);
    if (bitonic) {
      Value block = addNumber(m, kI32, {2, 16}, m.draw.of({"block", "k", "stage"}));
      Value rising = compared(Builtin::equal, surely(Builtin::bitAnd, {i, block}), whole(0));
      first = compared(Builtin::equal, first, rising);
    }
    Value low = surely(Builtin::minOf, {mine, theirs}), high = surely(Builtin::maxOf, {mine, theirs});
    if (m.draw.chance(50)) return assign(m, kept, choose(first, low, high));
    branch(m, first, [&] { assign(m, kept, low); }, [&] { assign(m, kept, high); });
  });
  m.known(kept).source = Source::data;
  return kept;
}

/// How many come before the thread's key; ties go by number.
static Value rankOf(Maker &m) {
  int n = m.space.extents[0];
  Type type = keyType(m);
  Value keys = addReals(m, type, {n}, m.draw.of({"keys", "data", "scores"})), i = m.space.indices[0];
  Value mine = letFree(m, elementOf(m, keys, {i}), m.draw.of({"mine", "key", "pivot"}));
  Trip trip = tripOver(m, n);
  Value rank = declareCounter(m, trip.most, m.draw.of({"rank", "place", "before"}));
  m.known(rank).hidden = true;
  Builtin row = m.draw.of({Builtin::less, Builtin::less, Builtin::greater});
  bool ties = m.draw.chance(60), grows = m.draw.chance(35);
  forLoop(m, trip, [&](const Value &j) {
    Value other = letUsed(m, elementOf(m, keys, {j}), m.draw.of({"other", "met", "candidate"}));
    Value before = compared(row, other, mine);
    Value tied = bothOf(compared(Builtin::equal, other, mine), compared(Builtin::less, j, i));
    Value test = ties ? surely(Builtin::logicalOr, {before, tied}) : before;
    if (grows) test = surely(m.draw.of({Builtin::logicalAnd, Builtin::logicalOr}), {test, condition(m)});
    branch(m, test, [&] { countUp(m, rank); });
  });
  rank = valueOf(m, rank.expr.id);
  m.known(rank).source = Source::data;
  if (!ties || grows || m.draw.chance(35)) {
    m.known(rank).hidden = false;
    return rank;
  }
  store(m, addOutput(m, type, {n}), {rank}, mine);
  return mine;
}

/// Each thread sorts a row of its own, by insertion.
static Value insertion(Maker &m) {
  int n = m.space.extents[0], width = m.plan.extent(4, m.draw.between(5, 9));
  Type type = keyType(m);
  Range range = usualRange(m.draw, type.scalar);
  Value rows = addArray(m, {.element = type, .extents = {n, width}, .range = range, .role = Role::shared},
                        m.draw.of({"rows", "lists", "keys"}));
  m.known(rows).hidden = true;
  Value row = m.space.indices[0];
  if (m.draw.chance(70)) {
    Value bias = letFree(m, inputOf(m, type));
    statements(m, m.draw.between(1, 2));
    Value value = fit(m, joined(m, elementOf(m, rows, {row, whole(0)}), mixUnread(m, type)), range);
    store(m, rows, {row, whole(m.draw.below(4))}, value);
  }
  Trip trip = tripOver(m, width);
  trip.start = whole(1);
  trip.range.low = 1;
  Builtin before = m.draw.chance(65) ? Builtin::greater : Builtin::less;
  forLoop(m, trip, [&](const Value &k) {
    Value key = letUsed(m, elementOf(m, rows, {row, k}), m.draw.of({"key", "current", "item_key"}));
    Value j = declare(m, surely(Builtin::sub, {k, whole(1)}), m.draw.of({"j", "hole", "slot"}));
    j.range = m.known(j).range = {-1, double(m.plan.most(width) - 1)};
    m.known(j).hidden = true;
    Value next = surely(Builtin::add, {j, whole(1)});
    Value more =
        bothOf(compared(Builtin::greaterEqual, j, whole(0)), compared(before, elementOf(m, rows, {row, j}), key));
    whileLoop(m, more.expr, m.plan.most(width), [&] {
      store(m, rows, {row, next}, elementOf(m, rows, {row, j}));
      emit(m, parts::update(Builtin::sub, j.expr, whole(1).expr));
    });
    store(m, rows, {row, next}, key);
  });
  Value middle = m.draw.chance(50) ? whole(m.draw.below(4)) : surely(Builtin::floordiv, {sizeOf(m, width), whole(2)});
  Value kept = letKept(m, elementOf(m, rows, {row, middle}), m.draw.of({"median", "lowest", "middle"}));
  if (m.draw.chance(40)) letFree(m, elementOf(m, rows, {row, whole(0)}));
  return kept;
}

/// Where a key belongs in a rising array: by halves, or by what Warp has for it.
static Value locate(Maker &m) {
  Type type = keyType(m);
  Value keys = addReals(m, type, {m.space.extents[0]}, m.draw.of({"keys", "queries", "left"}));
  Table table =
      addTable(m, type, tableExtent(m), usualRange(m.draw, type.scalar), m.draw.of({"edges", "right", "table"}));
  Value key = letFree(m, elementOf(m, keys, {m.space.indices[0]}), m.draw.of({"key", "x", "query"}));
  if (m.draw.chance(60)) key = let(m, joined(m, key, grow(m, type, 2)));
  m.known(key).uses = 1;
  bool halves = m.draw.chance(40);
  Value found = halves ? boundedIndex(m, searchByHalves(m, table, key), table.size) : lowerBound(m, table, key);
  Value place = letKept(m, found, m.draw.of({"place", "pos", "found_at"}));
  if (m.draw.chance(55)) letFree(m, elementOf(m, table.array, {place}), m.draw.of({"near_edge", "upper_edge", "hit"}));
  return place;
}

void sort(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.types = {56, 36, 2, 3, 0};
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
    style.of(Group::compare) *= 2;
  });
  enter(m, 1);
  statements(m, m.draw.below(2));
  static constexpr int weights[] = {34, 24, 18, 24};
  static constexpr Value (*forms[])(Maker &) = {exchange, rankOf, insertion, locate};
  conclude(m, forms[m.draw.weighted(weights)](m));
}

}  // namespace mlir_rl::kernel::make::families
