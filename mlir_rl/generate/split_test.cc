#include "mlir_rl/generate/split.h"

#include <gtest/gtest.h>

#include <map>

namespace mlir_rl {
namespace {

TaskSummary taskOf(std::vector<int64_t> extents) {
  OpSummary op{.name = "linalg.generic", .opClass = OpClass::contraction, .combiner = Combiner::add};
  for (int64_t extent : extents) op.loops.push_back({extent, IteratorKind::parallel});
  return {.ops = {op}};
}

TEST(Split, ShapeFamilyIsTheRoundedLogarithmOfEachExtent) {
  EXPECT_EQ(shapeFamily(taskOf({512, 512})), shapeFamily(taskOf({400, 700})));
  EXPECT_NE(shapeFamily(taskOf({512, 512})), shapeFamily(taskOf({512, 256})));
  EXPECT_NE(shapeFamily(taskOf({512, 256})), shapeFamily(taskOf({256, 512})));
  TaskSummary reduced = taskOf({512, 512});
  reduced.ops[0].loops[1].kind = IteratorKind::reduction;
  EXPECT_NE(shapeFamily(reduced), shapeFamily(taskOf({512, 512})));
  EXPECT_EQ(splitOfShape(taskOf({512, 512})), splitOfShape(taskOf({400, 700})));
}

TEST(Split, SplitsAlternateAlongALoop) {
  std::map<Split, int> counts;
  for (int log = 0; log < 20; ++log) ++counts[splitOfShape(taskOf({int64_t{1} << log, 64}))];
  EXPECT_EQ(counts[Split::test], 3);
  EXPECT_EQ(counts[Split::validation], 2);
  for (int first = 0; first + 10 <= 20; ++first) {
    std::map<Split, int> window;
    for (int log = first; log < first + 10; ++log) ++window[splitOfShape(taskOf({int64_t{1} << log}))];
    EXPECT_GE(window[Split::test], 1);
    EXPECT_GE(window[Split::validation], 1);
  }
}

TEST(Split, StructuresAreSplitBySharesThatAreKnown) {
  std::map<Split, int> counts;
  for (int i = 0; i < 4000; ++i) ++counts[splitOfStructure("structure " + std::to_string(i))];
  EXPECT_NEAR(counts[Split::test], 600, 90);
  EXPECT_NEAR(counts[Split::validation], 400, 75);
}

}  // namespace
}  // namespace mlir_rl
