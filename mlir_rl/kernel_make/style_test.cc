#include "mlir_rl/kernel_make/style.h"

#include <gtest/gtest.h>

#include <set>

namespace mlir_rl::kernel::make {
namespace {

TEST(Style, VariationNeverLosesWhatExpressionsEndIn) {
  Draw draw(makeRandom(1));
  std::set<int> sums, extents;
  for (int i = 0; i < 200; ++i) {
    Style style = usualStyle(draw);
    EXPECT_TRUE(isFloat(style.real) && !isFloat(style.integer));
    extents.insert(style.extent);
    vary(style, draw);
    sums.insert(style.of(Group::sums));
    for (Group group : {Group::sums, Group::products, Group::compare}) EXPECT_GT(style.of(group), 0);
    EXPECT_GT(style.of(Act::let), 0);
    EXPECT_GE(style.operations, 1);
  }
  EXPECT_GT(sums.size(), 3U) << "kernels differ in what they like";
  EXPECT_TRUE(*extents.begin() >= 2 && *extents.rbegin() <= 6);
}

}  // namespace
}  // namespace mlir_rl::kernel::make
