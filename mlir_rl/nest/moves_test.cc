#include "mlir_rl/nest/moves.h"

#include <gtest/gtest.h>

#include "mlir_rl/nest/nest.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl {
namespace {

using Values = std::vector<int64_t>;

LoopNest matmul() { return makeNest(testing::matmulTask(64, 96, 32)); }

std::vector<int64_t> extents(const NestOp &op) {
  std::vector<int64_t> result;
  for (const NestLoop &loop : op.loops) result.push_back(loop.extent);
  return result;
}

TEST(Tile, AddsLoopsAndShrinksExtents) {
  LoopNest nest = matmul();
  Values sizes = {8, 0, 4};
  ASSERT_EQ(refuseTile(nest, 0, sizes), nullptr);
  tile(nest, 0, sizes);
  EXPECT_EQ(extents(nest.ops[0]), (Values{8, 96, 4}));
  ASSERT_EQ(nest.ops[0].outer.size(), 2);
  EXPECT_EQ(nest.ops[0].outer[0].trips, 8);
  EXPECT_EQ(nest.ops[0].outer[1].trips, 8);
}

TEST(Tile, RefusesWhatDoesNotDivideAndWhatChangesNothing) {
  LoopNest nest = matmul();
  EXPECT_NE(refuseTile(nest, 0, Values{7, 0, 0}), nullptr);
  EXPECT_NE(refuseTile(nest, 0, Values{64, 0, 0}), nullptr);
  EXPECT_NE(refuseTile(nest, 0, Values{0, 0, 0}), nullptr);
  EXPECT_NE(refuseTile(nest, 0, Values{8, 8}), nullptr);
  EXPECT_NE(refuseTile(nest, 1, Values{8, 8}), nullptr) << "fills are not tiled";
  EXPECT_NE(refuseTile(nest, 9, Values{8, 8, 8}), nullptr);
}

TEST(Pad, RoundsExtentsUp) {
  LoopNest nest = makeNest(testing::matmulTask(127, 255, 513));
  ASSERT_EQ(refusePad(nest, 0, Values{8, 0, 4}), nullptr);
  pad(nest, 0, Values{8, 0, 4});
  EXPECT_EQ(extents(nest.ops[0]), (Values{128, 255, 516}));
  EXPECT_EQ(refuseTile(nest, 0, Values{32, 0, 129}), nullptr);
  EXPECT_NE(refusePad(nest, 0, Values{0, 32, 0}), nullptr) << "once is enough";
  forall(nest, 0, Values{32, 0, 0}, false);
  EXPECT_NE(refuseFuse(nest, 0, 1), nullptr) << "a copy stands between";
}

TEST(Pad, RefusesWhatWouldChangeResults) {
  auto scaled = std::make_shared<TaskSummary>(*testing::matmulTask(64, 96, 33));
  ASSERT_EQ(refusePad(makeNest(scaled), 0, Values{0, 0, 4}), nullptr);
  scaled->ops[0].accesses[1] = testing::plainAccess(scaled->ops[0], {1});
  EXPECT_NE(refusePad(makeNest(scaled), 0, Values{0, 0, 4}), nullptr) << "an infinite factor times 0";
  EXPECT_EQ(refusePad(makeNest(scaled), 0, Values{5, 0, 0}), nullptr);
  auto sumOfExp = std::make_shared<TaskSummary>(*testing::softmaxTask(16, 33));
  ASSERT_EQ(sumOfExp->ops[4].combiner, Combiner::max);
  sumOfExp->ops[4].counts.compare = 1;
  EXPECT_EQ(refusePad(makeNest(sumOfExp), 4, Values{0, 8}), nullptr);
  sumOfExp->ops[4].ignoresNan = true;
  EXPECT_NE(refusePad(makeNest(sumOfExp), 4, Values{0, 8}), nullptr) << "a row of NaN would not stay NaN";
  sumOfExp->ops[4].ignoresNan = false;
  sumOfExp->ops[4].counts.exp = 1;
  EXPECT_NE(refusePad(makeNest(sumOfExp), 4, Values{0, 8}), nullptr);
  LoopNest conv = makeNest(testing::convTask(30, 30, 14, 3));
  EXPECT_EQ(refusePad(conv, 0, Values{0, 8, 0, 0, 8, 0, 0}), nullptr);
  EXPECT_NE(refusePad(conv, 0, Values{0, 0, 8, 0, 0, 0, 0}), nullptr) << "rows move with the window";
}

TEST(Pad, RefusesTheResultOfALoopThatOnlyReduces) {
  LoopNest nest = matmul();
  tile(nest, 0, Values{0, 0, 8});
  EXPECT_NE(refusePad(nest, 0, Values{40, 0, 0}), nullptr);
  EXPECT_EQ(refusePad(nest, 0, Values{0, 0, 5}), nullptr) << "the result stays as it is";
  tile(nest, 0, Values{32, 0, 4});
  EXPECT_EQ(refusePad(nest, 0, Values{20, 0, 0}), nullptr) << "the result is a slice";
}

TEST(Decompose, MakesPartsAndCombinesThem) {
  LoopNest nest = matmul();
  ASSERT_EQ(refuseDecompose(nest, 0, 4), nullptr);
  decompose(nest, 0, 4);
  ASSERT_EQ(nest.ops.size(), 4);
  EXPECT_EQ(extents(nest.ops[0]), (Values{4, 64, 96}));
  EXPECT_EQ(extents(nest.ops[2]), (Values{4, 64, 96, 8}));
  EXPECT_EQ(extents(nest.ops[3]), (Values{4, 64, 96}));
  EXPECT_EQ(nest.ops[0].loops[0].kind, IteratorKind::reduction);
  EXPECT_EQ(nest.ops[2].loops[0].kind, IteratorKind::parallel);
  const TaskSummary &task = *nest.task;
  EXPECT_EQ(task.anchor, 2) << "the work is in the parts";
  EXPECT_EQ(task.ops[2].flops, testing::matmulTask(64, 96, 32)->ops[0].flops);
  EXPECT_EQ(task.ops[2].accesses[0].shape, (Values{64, 4, 8}));
  EXPECT_EQ(task.ops[2].accesses[1].shape, (Values{4, 8, 96}));
  forall(nest, 2, Values{1, 0, 0, 0}, true);
  EXPECT_EQ(refuseFuse(nest, 2, 3), nullptr) << "the fill joins the parts";
  forall(nest, 0, Values{0, 8, 0}, false);
  EXPECT_EQ(refuseFuse(nest, 0, 1), nullptr) << "the old fill is where the combination starts";
}

TEST(Decompose, ComesFirst) {
  LoopNest tiled = matmul(), cut = matmul();
  EXPECT_NE(refuseDecompose(matmul(), 0, 5), nullptr);
  EXPECT_NE(refuseDecompose(matmul(), 1, 2), nullptr) << "a fill reduces nothing";
  tile(tiled, 0, Values{8, 0, 0});
  EXPECT_NE(refuseDecompose(tiled, 0, 2), nullptr);
  split(cut, 0, 0, 8);
  EXPECT_NE(refuseDecompose(cut, 0, 2), nullptr);
  LoopNest softmax = makeNest(testing::softmaxTask(16, 32));
  decompose(softmax, 1, 2);
  forall(softmax, 6, Values{1, 0, 0}, false);
  EXPECT_NE(refuseFuse(softmax, 6, 3), nullptr) << "the parts read a view";
}

TEST(Forall, RefusesReductionsAndInnerThreads) {
  LoopNest nest = matmul();
  EXPECT_NE(refuseForall(nest, 0, Values{0, 0, 4}, false), nullptr);
  forall(nest, 0, Values{8, 0, 0}, false);
  EXPECT_NE(refuseForall(nest, 0, Values{4, 0, 0}, true), nullptr);
  EXPECT_EQ(refuseForall(nest, 0, Values{4, 0, 0}, false), nullptr);
}

TEST(Fuse, FillTakesTheTileOfItsConsumer) {
  LoopNest nest = matmul();
  EXPECT_NE(refuseFuse(nest, 0, 1), nullptr) << "no container yet";
  forall(nest, 0, Values{8, 48, 0}, false);
  ASSERT_EQ(refuseFuse(nest, 0, 1), nullptr);
  fuse(nest, 0, 1);
  EXPECT_EQ(extents(nest.ops[1]), (Values{8, 48}));
  EXPECT_EQ(nest.ops[1].outer.size(), 2);
  EXPECT_NE(refuseFuse(nest, 0, 1), nullptr) << "joined already";
}

TEST(Fuse, PadJoinsWhereItDoesNotPad) {
  LoopNest nest = makeNest(testing::convTask(16, 8, 14, 3));
  LoopNest rows = nest;
  forall(rows, 0, Values{0, 0, 7, 0, 0, 0, 0}, false);
  EXPECT_NE(refuseFuse(rows, 0, 2), nullptr) << "tiles the padded height";
  forall(nest, 0, Values{0, 4, 0, 0, 0, 0, 0}, false);
  ASSERT_EQ(refuseFuse(nest, 0, 2), nullptr);
  fuse(nest, 0, 2);
  EXPECT_EQ(extents(nest.ops[2]), (Values{1, 8, 16, 16}));
}

TEST(Fuse, WaitsForAllConsumers) {
  LoopNest nest = makeNest(testing::softmaxTask(12, 64));
  forall(nest, 0, Values{1, 0}, false);
  EXPECT_NE(refuseFuse(nest, 0, 3), nullptr) << "the sum outside reads exp too";
  fuse(nest, 0, 1);
  ASSERT_EQ(refuseFuse(nest, 0, 3), nullptr);
  fuse(nest, 0, 3);
  EXPECT_EQ(extents(nest.ops[3]), (Values{1, 64}));
}

TEST(Interchange, PermutesAndRefusesWhatIsNoPermutation) {
  LoopNest nest = matmul();
  EXPECT_NE(refuseInterchange(nest, 0, Values{0, 1, 2}), nullptr);
  EXPECT_NE(refuseInterchange(nest, 0, Values{0, 0, 2}), nullptr);
  EXPECT_NE(refuseInterchange(nest, 0, Values{1, 0}), nullptr);
  EXPECT_NE(refuseInterchange(nest, 1, Values{1, 0}), nullptr) << "a fill has no order";
  interchange(nest, 0, Values{1, 2, 0});
  EXPECT_EQ(extents(nest.ops[0]), (Values{96, 32, 64}));
}

TEST(Split, MakesANewOp) {
  LoopNest nest = matmul();
  EXPECT_NE(refuseSplit(nest, 0, 2, 8), nullptr) << "a reduction";
  EXPECT_NE(refuseSplit(nest, 0, 0, 64), nullptr);
  split(nest, 0, 0, 60);
  ASSERT_EQ(nest.ops.size(), 3);
  EXPECT_EQ(extents(nest.ops[0]), (Values{60, 96, 32}));
  EXPECT_EQ(extents(nest.ops[2]), (Values{4, 96, 32}));
}

TEST(Split, RefusesAnOpOfWhichThereAreSeveral) {
  LoopNest nest = makeNest(testing::softmaxTask(24, 40));
  forall(nest, 0, Values{8, 0}, false);
  for (int producer : {1, 3, 4}) fuse(nest, 0, producer);
  EXPECT_NE(refuseSplit(nest, 3, 0, 4), nullptr) << "0 and 1 read it";
  EXPECT_NE(refuseSplit(nest, 4, 0, 4), nullptr) << "its reader is two ops";
  EXPECT_EQ(refuseSplit(nest, 1, 0, 4), nullptr);
  split(nest, 0, 1, 16);
  EXPECT_EQ(refuseSplit(nest, 1, 0, 4), nullptr) << "parts of one reader";
}

TEST(Vectorize, FinishesTheOp) {
  LoopNest nest = matmul();
  EXPECT_NE(refuseVectorize(nest, 0, Values{8, 0, 1}, 1), nullptr);
  EXPECT_NE(refuseVectorize(nest, 0, Values{8, 32, 1}, 3), nullptr);
  ASSERT_EQ(refuseVectorize(nest, 0, Values{8, 32, 1}, 1), nullptr);
  vectorize(nest, 0, Values{8, 32, 1}, 1);
  EXPECT_NE(refuseTile(nest, 0, Values{8, 0, 0}), nullptr);
  EXPECT_NE(refuseUnroll(nest, 0, Values{2, 0, 0}), nullptr) << "only reductions are unrolled";
  ASSERT_EQ(refuseUnroll(nest, 0, Values{0, 0, 4}), nullptr);
  unroll(nest, 0, Values{0, 0, 4});
  EXPECT_EQ(nest.ops[0].registerTile[2], 4);
}

TEST(Vectorize, RefusesLanesOfAReductionThatIsNotAssociative) {
  auto task = std::make_shared<TaskSummary>(*testing::matmulTask(8, 8, 8));
  task->ops[0].combiner = Combiner::unknown;
  LoopNest nest = makeNest(task);
  EXPECT_NE(refuseVectorize(nest, 0, Values{1, 1, 8}, 2), nullptr);
  EXPECT_EQ(refuseVectorize(nest, 0, Values{1, 8, 1}, 1), nullptr);
}

}  // namespace
}  // namespace mlir_rl
