#include "mlir_rl/kernel_make/segments.h"

#include "mlir_rl/kernel_make/atomics.h"
#include "mlir_rl/kernel_make/partners.h"
#include "mlir_rl/kernel_make/rig_test.h"
#include "mlir_rl/kernel_make/sketch.h"

namespace mlir_rl::kernel::make {
namespace {

TEST(Segments, EveryElementBelongsToOneThread) {
  for (uint64_t seed = 0; seed < 40; ++seed) {
    Rig rig(seed);
    Segment segment = enterSegments(rig.m);
    Value visits = addShared(rig.m, kI32, std::vector<int>(rig.m.known(segment.row.array).dims), "visits");
    forLoop(rig.m, segment.trip, [&](const Value &k) { rig.countAt(visits, placeIn(rig.m, segment.row, k)); });
    Buffer counts = rig.after("visits");
    for (int64_t i = 0; i < counts.elements(); ++i) ASSERT_EQ(Rig::numberAt(counts, i), 1) << rig.text();
  }
}

TEST(Partners, AreAsManyAsTheirCount) {
  for (Partners::Manner manner : {Partners::all, Partners::table, Partners::lists})
    for (uint64_t seed = 0; seed < 8; ++seed) {
      Rig rig(seed);
      enter(rig.m, 1);
      int own = rig.m.space.extents[0], others = rig.m.plan.extent(3, 9);
      Partners partners = addPartners(rig.m, manner, own, others, 20, {"offsets", "indices"});
      Value beside = addBeside(rig.m, partners, kF32, "weights"), i = rig.m.space.indices[0];
      Value targets = addReals(rig.m, kF32, {others}, "targets");
      Value count = declareHeld(rig.m, whole(0), {0, 1000}), sum = declareHeld(rig.m, number(kF32, 0), symmetric(1e5));
      forPartners(rig.m, partners, i, [&](const Value &other, const Values &entry) {
        emit(rig.m, parts::update(Builtin::add, count.expr, whole(1).expr));
        Value both = plus(rig.m, elementOf(rig.m, targets, {other}), elementOf(rig.m, beside, entry));
        assign(rig.m, sum, both);
      });
      Value known = countOf(rig.m, partners, i);
      EXPECT_LE(known.range.high, mostPartners(rig.m, partners));
      rig.watch(readOf(rig.m, sum.expr.id));
      output(rig.m, known, "known_count");
      output(rig.m, readOf(rig.m, count.expr.id), "counted");
      rig.expectKept();
      EXPECT_FALSE(firstDifference(rig.after("known_count"), rig.after("counted")));
    }
}

}  // namespace
}  // namespace mlir_rl::kernel::make
