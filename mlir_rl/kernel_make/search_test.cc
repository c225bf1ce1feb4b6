#include "mlir_rl/kernel_make/search.h"

#include "mlir_rl/kernel_make/compressed_rows.h"
#include "mlir_rl/kernel_make/rig_test.h"

namespace mlir_rl::kernel::make {
namespace {

TEST(Search, TablesRiseAndPlacesAreOfThem) {
  for (uint64_t seed = 0; seed < 12; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    Value keys = addArray(rig.m, {.element = kF32, .extents = rig.m.space.extents, .range = {-2, 2}}, "keys");
    Value key = let(rig.m, elementOf(rig.m, keys, rig.m.space.indices));
    Table table = addTable(rig.m, kF32, tableExtent(rig.m), {-1, 1}, "table");
    Value place = lowerBound(rig.m, table, key);
    EXPECT_EQ(place.below, table.size);
    output(rig.m, place, "place");
    rig.watch(place);
    rig.watch(searchByHalves(rig.m, table, key));
    rig.watch(elementOf(rig.m, table.array, {place}));
    rig.expectKept();
    Buffer rising = rig.after("table"), asked = rig.after("keys"), found = rig.after("place");
    for (int64_t i = 0; i < found.elements(); ++i) {
      int64_t first = 0;
      while (first + 1 < rising.elements() && Rig::numberAt(rising, first) < Rig::numberAt(asked, i)) ++first;
      ASSERT_EQ(Rig::numberAt(found, i), double(first));
    }
  }
}

TEST(Search, EntriesAreFoundInTheirRows) {
  Rig rig(4);
  int entries = rig.m.plan.extent(12);
  enter(rig.m, {.extents = {entries}});
  int rows = rig.m.plan.extent(5);
  Value offsets = addOffsets(rig.m, rows, entries, "offsets");
  Value row = rowOfEntry(rig.m, offsets, rows, rig.m.space.indices[0]);
  output(rig.m, row, "row_found");
  Buffer starts = rig.after("offsets"), found = rig.after("row_found");
  for (int64_t e = 0; e < found.elements(); ++e) {
    auto at = int64_t(Rig::numberAt(found, e));
    ASSERT_TRUE(0 <= at && at < 5);
    EXPECT_LE(Rig::numberAt(starts, at), double(e));
    EXPECT_GT(Rig::numberAt(starts, at + 1), double(e));
  }
}

TEST(Search, LookupsStopWhereAKernelHasParametersEnough) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    readInputs(rig.m, 2);
    rig.m.style.parameters = int(seed % 2);
    growLookup(rig.m);
    for (const Value &value : unread(rig.m)) rig.watch(readOf(rig.m, value.expr.id));
    rig.expectKept();
    if (seed % 2 == 0) EXPECT_EQ(countOf(rig.text(), "lower_bound"), 0);
  }
}

}  // namespace
}  // namespace mlir_rl::kernel::make
