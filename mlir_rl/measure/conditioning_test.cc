#include "mlir_rl/measure/conditioning.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace mlir_rl {
namespace {

std::vector<float> samples() {
  std::vector<float> values(1000);
  for (size_t i = 0; i < values.size(); ++i) values[i] = 1 + float(i) / 1000;
  return values;
}

TEST(Nudge, MovesByOneUnit) {
  std::vector<float> values = samples(), nudged = values;
  nudge(ElementType::f32, nudged.data(), int64_t(nudged.size()), 3);
  int up = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    EXPECT_NE(nudged[i], values[i]);
    EXPECT_TRUE(nudged[i] == std::nextafter(values[i], 3.0f) || nudged[i] == std::nextafter(values[i], 0.0f));
    up += nudged[i] > values[i];
  }
  EXPECT_GT(up, 400);
  EXPECT_LT(up, 600);
}

TEST(Nudge, LeavesZeroInfinityAndIntegers) {
  std::vector<double> values = {0.0, INFINITY, -INFINITY, 1.0}, nudged = values;
  nudge(ElementType::f64, nudged.data(), 4, 1);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(nudged[i], values[i]);
  EXPECT_NE(nudged[3], 1.0);
  std::vector<int32_t> integers = {1, 2, 3};
  nudge(ElementType::i32, integers.data(), 3, 1);
  EXPECT_EQ(integers, (std::vector<int32_t>{1, 2, 3}));
}

/// exp(x) moves by x eps when x moves by a relative eps.
TEST(Response, OfExpIsItsArgument) {
  std::vector<float> values(1000, 50.0f), reference(1000), moved(1000);
  std::vector<float> nudged = values;
  nudge(ElementType::f32, nudged.data(), 1000, 1);
  for (int i = 0; i < 1000; ++i) reference[i] = std::exp(values[i]), moved[i] = std::exp(nudged[i]);
  double response = responseOf(ElementType::f32, moved.data(), reference.data(), 1000);
  EXPECT_GT(response, 25);
  EXPECT_LT(response, 100);
}

/// Most outputs are held at 6; the others say how far values move.
TEST(Response, LooksAtWhatMoves) {
  std::vector<float> reference(1000, 6.0f), moved(1000, 6.0f);
  moved[7] += 0.01f;
  EXPECT_GT(responseOf(ElementType::f32, moved.data(), reference.data(), 1000), 1e4);
}

/// In the outputs' own unit, however many stay.
TEST(Drift, IsHowFarMoversMove) {
  std::vector<float> reference(1000, 6.0f), moved(1000, 6.0f);
  moved[7] += 0.01f, moved[8] -= 0.01f, moved[9] = INFINITY;
  EXPECT_NEAR(driftOf(ElementType::f32, moved.data(), reference.data(), 1000), 0.01, 1e-6);
  EXPECT_EQ(driftOf(ElementType::f32, reference.data(), reference.data(), 1000), 0);
}

TEST(Drift, OfAJumpIsAHundredthOfTheLargest) {
  std::vector<float> reference = {1, 2, -5}, moved = {1, 2, 100};
  EXPECT_DOUBLE_EQ(driftOf(ElementType::f32, moved.data(), reference.data(), 3), 0.05);
}

TEST(Response, IsAtLeastOne) {
  std::vector<float> values = samples();
  EXPECT_EQ(responseOf(ElementType::f32, values.data(), values.data(), 1000), 1);
  std::vector<int32_t> integers = {1, 2, 3}, others = {4, 5, 6};
  EXPECT_EQ(responseOf(ElementType::i32, integers.data(), others.data(), 3), 1);
  std::vector<float> zeros(4, 0.0f), ones(4, 1.0f);
  EXPECT_EQ(responseOf(ElementType::f32, ones.data(), zeros.data(), 4), 1);
}

}  // namespace
}  // namespace mlir_rl
