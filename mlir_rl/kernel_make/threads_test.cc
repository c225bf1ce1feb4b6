#include "mlir_rl/kernel_make/threads.h"

#include <set>

#include "mlir_rl/kernel_make/atomics.h"
#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/rig_test.h"
#include "mlir_rl/kernel_make/rows.h"

namespace mlir_rl::kernel::make {
namespace {

TEST(Threads, EachPlaceOfTheSpaceHasOne) {
  bool flat = false, guarded = false;
  for (uint64_t seed = 0; seed < 60; ++seed) {
    Rig rig(seed);
    enter(rig.m, int(seed % 3) + 1);
    rig.countAt(addShared(rig.m, kI32, rig.m.space.extents, "threads"), rig.m.space.indices);
    flat |= rig.m.space.indices.size() > 1 && rig.m.plan.launch.size() == 1;
    guarded |= countOf(rig.text(), "return") > 0;
    Buffer threads = rig.after("threads");
    for (int64_t i = 0; i < threads.elements(); ++i) ASSERT_EQ(Rig::numberAt(threads, i), 1) << rig.text();
  }
  EXPECT_TRUE(flat && guarded);
}

TEST(Reads, AnythingBecomesAnIndexThatStaysBelow) {
  for (uint64_t seed = 0; seed < 40; ++seed) {
    Rig rig(seed);
    enter(rig.m, 2);
    int extent = rig.m.plan.extent(3, 7);
    double reach = seed % 2 ? 1000 : 5;
    Value keys = addArray(rig.m, {.element = kI32, .extents = rig.m.space.extents, .range = symmetric(reach)});
    Value table = addArray(rig.m, {.element = kF32, .extents = {extent}});
    Value index = boundedIndex(rig.m, elementOf(rig.m, keys, rig.m.space.indices), extent);
    EXPECT_EQ(index.below, extent);
    rig.watch(elementOf(rig.m, table, {index}));
    rig.watch(elementOf(rig.m, table, {indexBelow(rig.m, extent)}));
    rig.expectKept();
  }
}

TEST(Reads, SizesAreThoseOfTheArrays) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    int extent = rig.m.plan.extent(3, 9);
    EXPECT_FALSE(knowsSize(rig.m, extent));
    Value table = addArray(rig.m, {.element = kF32, .extents = {extent}}, "table");
    if (seed % 2) addSize(rig.m, extent, "size_of_it");
    EXPECT_TRUE(knowsSize(rig.m, extent));
    rig.watch(elementOf(rig.m, table, {whole(0)}));
    output(rig.m, sizeOf(rig.m, extent), "size_written");
    EXPECT_EQ(Rig::numberAt(rig.after("size_written"), 0), double(rig.after("table").elements())) << rig.text();
  }
}

TEST(Rows, EveryPlaceBelongsToOneThread) {
  std::set<int> layouts;
  for (uint64_t seed = 0; seed < 60; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    Row row = addRow(rig.m, kI32, rowExtent(rig.m, 2, 6));
    layouts.insert(row.layout);
    Value visits = addShared(rig.m, kI32, std::vector<int>(rig.m.known(row.array).dims), "visits");
    forLoop(rig.m, tripOver(rig.m, row.length), [&](const Value &k) { rig.countAt(visits, placeIn(rig.m, row, k)); });
    Buffer counts = rig.after("visits");
    for (int64_t i = 0; i < counts.elements(); ++i) ASSERT_EQ(Rig::numberAt(counts, i), 1) << rig.text();
  }
  EXPECT_EQ(layouts, (std::set<int>{Row::last, Row::first, Row::flat}));
}

}  // namespace
}  // namespace mlir_rl::kernel::make
