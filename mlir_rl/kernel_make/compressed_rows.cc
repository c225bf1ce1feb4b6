#include "mlir_rl/kernel_make/compressed_rows.h"

#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/search.h"
#include "mlir_rl/kernel_make/sketch.h"

namespace mlir_rl::kernel::make {

Value addOffsets(Maker &m, int rows, int entries, const std::string &hint) {
  Value offsets = addArray(m,
                           {.element = kI32,
                            .extents = {m.plan.derived(rows, 1, 1)},
                            .range = {0, double(m.plan.most(entries))},
                            .contents = {{.filling = Filling::sorted, .extent = entries}}},
                           hint);
  m.known(offsets).hidden = true;
  return offsets;
}

CompressedRows addRows(Maker &m, int rows, int columns, int most, const std::string &offsets,
                       const std::string &indices) {
  CompressedRows made;
  made.entries = m.plan.extent(most / 2, most);
  made.offsets = addOffsets(m, rows, made.entries, offsets);
  made.columns = addIndices(m, {made.entries}, columns, indices);
  m.known(made.columns).hidden = true;
  return made;
}

static Value offsetAfter(Maker &m, const CompressedRows &rows, const Value &row) {
  return elementOf(m, rows.offsets, {surely(Builtin::add, {row, whole(1)})});
}

void forEntries(Maker &m, const CompressedRows &rows, const Value &row,
                const std::function<void(const Value &)> &body) {
  Value first = elementOf(m, rows.offsets, {row}), last = offsetAfter(m, rows, row);
  if (m.draw.chance(55)) {
    first = letUsed(m, first, m.draw.of({"begin", "start", "first"}));
    last = letUsed(m, last, m.draw.of({"end", "stop", "last"}));
  }
  Trip trip = tripBetween(first, last, m.plan.most(rows.entries));
  trip.below = rows.entries;
  forLoop(m, trip, body, m.draw.of({"k", "k", "e", "p", "entry", "jj"}));
}

Value rowOfEntry(Maker &m, const Value &offsets, int rows, const Value &entry) {
  Value after = surely(Builtin::add, {entry, whole(1)});
  Value next = lowerBound(m, {offsets, m.known(offsets).dims[0]}, after);
  Value row = surely(Builtin::maxOf, {surely(Builtin::sub, {next, whole(1)}), whole(0)});
  row.below = rows;
  return row;
}

Value entriesIn(Maker &m, const CompressedRows &rows, const Value &row) {
  Value last = offsetAfter(m, rows, row), first = elementOf(m, rows.offsets, {row});
  Value count = surely(Builtin::sub, {last, first});
  count.range = {0, double(m.plan.most(rows.entries))};
  count.typical = std::nullopt;
  return count;
}

}  // namespace mlir_rl::kernel::make
