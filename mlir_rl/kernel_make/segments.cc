#include "mlir_rl/kernel_make/segments.h"

#include <algorithm>

#include "mlir_rl/kernel_make/compressed_rows.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make {

namespace {

/// A row of its own for each thread.
Segment ownRows(Maker &m) {
  enter(m, m.draw.of({1, 1, 1, 2}));
  Segment segment;
  int least = m.draw.between(2, 4);
  int length = rowExtent(m, least, m.draw.between(6, 20));
  segment.row = addRow(m, drawType(m), length);
  segment.trip = tripOver(m, length);
  segment.count = sizeOf(m, length);
  return segment;
}

/// Elements from offsets[i] up to offsets[i + 1].
Segment betweenOffsets(Maker &m) {
  enter(m, 1);
  Segment segment;
  int least = m.draw.between(8, 16);
  int all = m.plan.extent(least, m.draw.between(24, 48));
  segment.row = addCommonRow(m, drawType(m), all);
  Value offsets = addOffsets(m, m.space.extents[0], all,
                             m.draw.of({"offsets", "starts", "row_ptr", "segment_starts", "bounds"}));
  Value next = surely(Builtin::add, {m.space.indices[0], whole(1)});
  Value start = let(m, elementOf(m, offsets, {m.space.indices[0]}), m.draw.of({"start", "begin", "first"}));
  Value stop = let(m, elementOf(m, offsets, {next}), m.draw.of({"stop", "end", "last"}));
  m.known(start).uses = m.known(stop).uses = 1;
  segment.trip = tripBetween(start, stop, m.plan.most(all));
  segment.trip.range = {0, double(m.plan.most(all) - 1)};
  segment.trip.below = all;
  segment.count = surely(Builtin::maxOf, {surely(Builtin::sub, {stop, start}), whole(1)});
  return segment;
}

/// Elements i, i + threads, i + 2 * threads, ...
Segment strided(Maker &m) {
  int threads = m.draw.of({4, 8, 16, 32});
  enter(m, {.extents = {m.plan.extent(threads)}});
  Segment segment;
  int least = threads + m.draw.between(1, 4);
  int all = m.plan.extent(least, threads * m.draw.between(2, 4));
  segment.row = addCommonRow(m, drawType(m), all);
  int most = m.plan.most(all);
  segment.trip = tripBetween(m.space.indices[0], sizeOf(m, all), most / threads + 1);
  segment.trip.step = threads;
  segment.trip.range = {0, double(most - 1)};
  segment.trip.below = all;
  segment.count = whole(std::max(1, most / threads));
  return segment;
}

}  // namespace

Segment enterSegments(Maker &m) {
  int kind = m.draw.below(10);
  return kind < 6 ? ownRows(m) : kind < 8 ? betweenOffsets(m) : strided(m);
}

Value itemOf(Maker &m, const Segment &segment, const Value &k) { return itemOf(m, segment.row, k); }

Segment anotherOf(Maker &m, const Segment &segment) {
  Segment other = segment;
  Type element = drawType(m);
  std::vector<int> extents = m.known(segment.row.array).dims;
  other.row.array = addArray(m, {.element = element, .extents = extents, .range = usualRange(m.draw, element.scalar)});
  return other;
}

}  // namespace mlir_rl::kernel::make
