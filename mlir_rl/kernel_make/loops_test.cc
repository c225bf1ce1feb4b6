#include "mlir_rl/kernel_make/loops.h"

#include "mlir_rl/kernel_make/rig_test.h"

namespace mlir_rl::kernel::make {
namespace {

TEST(Loops, VariablesKeepToTheRangesOfTrips) {
  for (uint64_t seed = 0; seed < 60; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    readInputs(rig.m, 2);
    Trip trip = drawTrip(rig.m, 20);
    EXPECT_LE(trip.most, 32);
    Value last = declareHeld(rig.m, whole(int(trip.range.low)), trip.range);
    forLoop(rig.m, trip, [&](const Value &k) { emit(rig.m, parts::assign(last.expr, k.expr)); });
    rig.m.known(last).source = Source::data;
    rig.watch(readOf(rig.m, last.expr.id));
    rig.expectKept();
  }
}

TEST(Loops, AnyNumberMayBeWhereTheyEnd) {
  for (uint64_t seed = 0; seed < 1000; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    Range all = limitsOf(Scalar::i32);
    Value array = addArray(rig.m, {.element = kI32, .extents = rig.m.space.extents, .range = all});
    Value any = let(rig.m, elementOf(rig.m, array, rig.m.space.indices));
    rig.m.known(any).typical = Range{-20, 20};
    Trip trip = drawTrip(rig.m, 20);
    EXPECT_TRUE(all.has(trip.range));
  }
}

TEST(Loops, OverAnExtentTheVariableIsAnIndex) {
  Rig rig(1);
  enter(rig.m, 1);
  forLoop(rig.m, tripOver(rig.m, rig.m.space.extents[0]), [&](const Value &k) {
    EXPECT_EQ(rig.m.known(k).below, rig.m.space.extents[0]);
    int before = tripsLeft(rig.m);
    forLoop(rig.m, tripOf(4), [&](const Value &) { EXPECT_LE(tripsLeft(rig.m), before / 4); });
  });
  EXPECT_EQ(rig.m.body->loops, 0);
}

TEST(Loops, LoopsOfTheGrammarEndAndLeaveSomething) {
  for (uint64_t seed = 0; seed < 60; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    readInputs(rig.m, 2);
    seed % 2 ? growForLoop(rig.m) : growWhileLoop(rig.m);
    for (const Value &value : unread(rig.m)) rig.watch(readOf(rig.m, value.expr.id));
    rig.expectKept();
  }
}

}  // namespace
}  // namespace mlir_rl::kernel::make
