#include "mlir_rl/kernel_make/plan.h"

#include <gtest/gtest.h>

namespace mlir_rl::kernel::make {
namespace {

TEST(Plan, ExtentsFollowTheirBases) {
  Plan plan;
  int rows = plan.extent(2, 5), columns = plan.extent(3, 4), offsets = plan.derived(rows, 1, 1),
      all = plan.product(rows, columns);
  EXPECT_EQ(plan.least(offsets), 3);
  EXPECT_EQ(plan.most(offsets), 6);
  EXPECT_EQ(plan.least(all), 6);
  EXPECT_EQ(plan.most(all), 20);
  EXPECT_EQ(plan.fixed(rows), kNone);
  EXPECT_EQ(plan.fixed(plan.extent(8)), 8);
  EXPECT_TRUE(plan.covers(offsets, rows));
  EXPECT_FALSE(plan.covers(rows, offsets));
  Draw draw(makeRandom(3));
  for (int i = 0; i < 20; ++i) {
    std::vector<int> sizes = plan.sizes(draw, true);
    EXPECT_EQ(sizes[size_t(offsets)], sizes[size_t(rows)] + 1);
    EXPECT_EQ(sizes[size_t(all)], sizes[size_t(rows)] * sizes[size_t(columns)]);
    EXPECT_TRUE(sizes[size_t(rows)] % 2 == 1 || sizes[size_t(rows)] == 2);
  }
}

TEST(Plan, InputsHaveRangesCornersAndSizes) {
  Plan plan;
  int n = plan.extent(3, 9);
  plan.launch = {{n, 0}};
  std::vector<ParameterPlan> parameters = {
      {.dims = {n}, .contents = {{.range = {-2, 3}}}},
      {.dims = {n}, .contents = {{.extent = n, .plus = -1}}},
      {.dims = {}, .contents = {{.extent = n, .exact = true}}},
  };
  Draw draw(makeRandom(1));
  std::vector<LaunchInput> inputs = makeInputs(plan, parameters, draw);
  ASSERT_GE(inputs.size(), 3U);
  for (const LaunchInput &input : inputs) {
    int32_t size = input.dims[0];
    EXPECT_EQ(input.parameters[0].shape, std::vector<int32_t>{size});
    EXPECT_EQ(input.parameters[1].rules[0].high, size - 1);
    EXPECT_EQ(input.parameters[1].rules[0].low, &input == &inputs[3] ? input.parameters[1].rules[0].low : 0);
    EXPECT_EQ(input.parameters[2].rules[0].low, size);
    EXPECT_EQ(input.parameters[2].rules[0].high, size);
  }
  EXPECT_EQ(inputs[0].parameters[0].rules[0], (FillRule{.low = -2, .high = 3}));
  EXPECT_EQ(inputs[2].parameters[0].rules[0], (FillRule{.filling = Filling::corners, .low = -2, .high = 3}));
  EXPECT_EQ(inputs[2].dims[0], 3);
}

}  // namespace
}  // namespace mlir_rl::kernel::make
