#include "mlir_rl/kernel_make/compressed_rows.h"

#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/sketch.h"

namespace mlir_rl::kernel::make {

CompressedRows addRows(Maker &m, int rows, int columns, int most, const std::string &offsets,
                       const std::string &indices) {
  CompressedRows made;
  made.entries = m.plan.extent(most / 2, most);
  made.offsets = addArray(m,
                          {.element = kI32,
                           .extents = {m.plan.derived(rows, 1, 1)},
                           .range = {0, double(most)},
                           .contents = {{.filling = Filling::sorted, .extent = made.entries}}},
                          offsets);
  m.known(made.offsets).hidden = true;
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

Value entriesIn(Maker &m, const CompressedRows &rows, const Value &row) {
  Value last = offsetAfter(m, rows, row), first = elementOf(m, rows.offsets, {row});
  Value count = surely(Builtin::sub, {last, first});
  count.range = {0, double(m.plan.most(rows.entries))};
  count.typical = std::nullopt;
  return count;
}

}  // namespace mlir_rl::kernel::make
