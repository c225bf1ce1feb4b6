#include "mlir_rl/kernel_make/folds.h"

#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/rig_test.h"

namespace mlir_rl::kernel::make {
namespace {

/// A fold of elements in the range over `trips` iterations.
Value foldOf(Rig &rig, const Type &type, FoldKind kind, int trips, const Range &range) {
  int extent = rig.m.plan.extent(trips);
  Value array = addArray(rig.m, {.element = type, .extents = {extent}, .range = range});
  return foldOver(rig.m, {.trip = tripOver(rig.m, extent), .type = type, .kind = kind},
                  [&](Fold &fold, const Value &k) { addTo(rig.m, fold, elementOf(rig.m, array, {k})); });
}

TEST(Folds, ASumHasAllThatItMayCome) {
  Rig rig(1);
  enter(rig.m, 1);
  Value sum = foldOf(rig, kI32, FoldKind::sum, 6, {-2, 3});
  EXPECT_TRUE(sum.range.has({-12, 18}));
  Value lowest = foldOf(rig, kF32, FoldKind::lowest, 6, {-2, 3});
  EXPECT_LE(lowest.range.low, -2);
  EXPECT_EQ(rig.m.known(sum).uses, 0) << "the grammar is to read it";
}

TEST(Folds, EveryKindKeepsToItsBounds) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    for (FoldKind kind : {FoldKind::sum, FoldKind::lowest, FoldKind::highest, FoldKind::product, FoldKind::decay})
      rig.watch(foldOf(rig, kF32, kind, 20, {-3, 5}));
    rig.watch(foldOf(rig, kI32, FoldKind::hash, 20, {-100, 100}));
    rig.watch(foldOf(rig, scalarType(Scalar::u8), FoldKind::hash, 20, {0, 200}));
    rig.watch(foldOf(rig, vectorType(3, Scalar::f16), FoldKind::sum, 9, {-1, 1}));
    Type type = drawType(rig.m);
    rig.watch(foldOf(rig, type, drawFold(rig.m, type), 7, usualRange(rig.m.draw, type.scalar)));
    rig.expectKept();
  }
}

}  // namespace
}  // namespace mlir_rl::kernel::make
