#include "mlir_rl/kernel_make/neighbours.h"

#include "mlir_rl/kernel_make/cells.h"
#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/rig_test.h"
#include "mlir_rl/kernel_make/sketch.h"
#include "mlir_rl/kernel_make/windows.h"

namespace mlir_rl::kernel::make {
namespace {

/// Writes neighbours of a field on both sides, where all of them are elements if the edge asks for it.
void readAround(Rig &rig, Edge edge, int dims, int radius) {
  Field field = addField(rig.m, kF32, edge, radius);
  Value sum = declareHeld(rig.m, number(kF32, 0), symmetric(1e4));
  auto add = [&] {
    for (int side : {-radius, radius})
      for (int d = 0; d < dims; ++d) {
        Offset offset(static_cast<size_t>(dims));
        offset[size_t(d)] = side;
        Value near = neighbour(rig.m, field, offset);
        assign(rig.m, sum, plus(rig.m, valueOf(rig.m, sum.expr.id), near));
      }
  };
  edge == Edge::inside ? branch(rig.m, isInside(rig.m, radius), add) : add();
  rig.watch(readOf(rig.m, sum.expr.id));
}

TEST(Neighbours, AreElementsWhateverTheEdge) {
  for (Edge edge : {Edge::clamp, Edge::wrap, Edge::zero, Edge::padded, Edge::inside})
    for (int dims = 1; dims <= 3; ++dims)
      for (uint64_t seed = 0; seed < 6; ++seed) {
        Rig rig(seed);
        enter(rig.m, dims);
        readAround(rig, edge, dims, dims == 3 ? 1 : 2);
        rig.expectKept();
      }
}

TEST(Neighbours, AtIndicesOfLoopsTheyAreElementsToo) {
  for (Edge edge : {Edge::clamp, Edge::wrap, Edge::zero, Edge::padded})
    for (uint64_t seed = 0; seed < 6; ++seed) {
      Rig rig(seed);
      enter(rig.m, 2);
      Field field = addField(rig.m, kF32, edge, 1);
      Value last = declareHeld(rig.m, number(kF32, 0), rig.m.known(field.array).range);
      rig.m.known(last).range = last.range = hull(last.range, 0);
      forSteps(rig.m, {.dims = 2, .radius = 1}, [&](const Values &steps) {
        neighbourAt(rig.m, field, steps, [&](const Value &near) { assign(rig.m, last, near); });
      });
      rig.watch(readOf(rig.m, last.expr.id));
      rig.expectKept();
    }
}

TEST(Windows, HaveAStepForEachWeight) {
  for (size_t dims : {1U, 2U}) {
    Rig rig(dims);
    enter(rig.m, {.extents = {rig.m.plan.extent(4)}});
    Window window = {.dims = dims, .radius = 2};
    EXPECT_EQ(window.size(), dims == 1 ? 5 : 25);
    Value weights = addWeights(rig.m, window, kF32);
    Value count = declareHeld(rig.m, whole(0), {0, 100}), last = declareHeld(rig.m, number(kF32, 0), symmetric(1e4));
    forSteps(rig.m, window, [&](const Values &steps) {
      EXPECT_EQ(steps.size(), dims);
      emit(rig.m, parts::update(Builtin::add, count.expr, whole(1).expr));
      assign(rig.m, last, weightOf(rig.m, weights, window, steps));
    });
    rig.watch(readOf(rig.m, last.expr.id));
    output(rig.m, readOf(rig.m, count.expr.id), "steps_made");
    rig.expectKept();
    EXPECT_EQ(Rig::numberAt(rig.after("steps_made"), 0), window.size());
  }
}

TEST(Cells, ThoseBesideAreClampedOrWrapped) {
  for (Border border : {Border::clamp, Border::wrap}) {
    Rig rig(3);
    enter(rig.m, {.extents = {rig.m.plan.extent(4)}});
    Value numbers = addArray(rig.m, {.element = kI32,
                                     .extents = rig.m.space.extents,
                                     .range = {0, 3},
                                     .contents = {{.filling = Filling::sorted, .range = {0, 3}}}});
    Around around(rig.m, border);
    output(rig.m, around.index(0, -1), "index_before");
    output(rig.m, around.index(0, 1), "index_after");
    rig.watch(cellOf(rig.m, numbers, around, 0, 1));
    rig.expectKept();
    bool wraps = border == Border::wrap;
    EXPECT_EQ(Rig::numberAt(rig.after("index_before"), 0), wraps ? 3 : 0);
    EXPECT_EQ(Rig::numberAt(rig.after("index_after"), 3), wraps ? 0 : 3);
    EXPECT_EQ(Rig::numberAt(rig.after("index_after"), 1), 2);
  }
}

}  // namespace
}  // namespace mlir_rl::kernel::make
