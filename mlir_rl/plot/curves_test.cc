#include "mlir_rl/plot/curves.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mlir_rl/plot/axis.h"

namespace mlir_rl {
namespace {

std::vector<double> ys(const Points &points) {
  std::vector<double> values;
  for (const Point &point : points) values.push_back(point.y);
  return values;
}

std::vector<std::string> texts(const Axis &axis) {
  std::vector<std::string> all;
  for (const Tic &tic : axis.tics) all.push_back(tic.text);
  return all;
}

TEST(Curves, MovingMeanIsSymmetricAndShorterAtTheEnds) {
  Points points = {{1, 0}, {2, 6}, {3, 3}, {4, 9}};
  EXPECT_EQ(ys(movingMean(points, 3, Mean::arithmetic)), (std::vector<double>{0, 3, 6, 9}));
  EXPECT_EQ(ys(movingMean(points, 1, Mean::arithmetic)), ys(points));
}

TEST(Curves, RatiosHaveAGeometricMean) {
  EXPECT_DOUBLE_EQ(meanOf({0.5, 2}, Mean::geometric), 1);
  EXPECT_DOUBLE_EQ(meanOf({0.5, 2}, Mean::arithmetic), 1.25);
}

TEST(Curves, MeanIsTakenWhereAllCurvesAre) {
  Points mean = meanCurve({{{1, 2}, {2, 4}, {3, 6}}, {{2, 8}, {3, 10}, {4, 0}}}, Mean::arithmetic);
  ASSERT_EQ(ys(mean), (std::vector<double>{6, 8}));
  EXPECT_EQ(mean.front().x, 2);
}

TEST(Curves, ShortRunsAreNotSmoothedAndWindowsAreOdd) {
  EXPECT_EQ(smoothingWindow(79), 1u);
  EXPECT_EQ(smoothingWindow(80), 3u);
  EXPECT_EQ(smoothingWindow(1000), 25u);
}

TEST(Axis, TicsOfRatiosNearOneAreEven) {
  Axis axis = fitted({.ratio = true}, {0.7, 1.05});
  EXPECT_EQ(texts(axis), (std::vector<std::string>{"0.7", "0.8", "0.9", "1"}));
  EXPECT_LT(axis.low, 0.7);
  EXPECT_GT(axis.high, 1.05);
}

TEST(Axis, TicsOfWideRatiosGrow) {
  EXPECT_EQ(texts(fitted({.ratio = true}, {1, 20})), (std::vector<std::string>{"1", "2", "5", "10", "20"}));
  EXPECT_EQ(texts(fitted({.ratio = true}, {1e-3, 1e3})).size(), 7u);
  // What has no logarithm is passed over.
  EXPECT_GT(fitted({.ratio = true}, {0, -1, 3}).low, 2);
}

TEST(Axis, EveryInputHasARange) {
  for (bool ratio : {false, true})
    for (std::vector<double> values : {std::vector<double>{}, {0}, {5}, {NAN}, {5, 5}}) {
      Axis axis = fitted({.ratio = ratio}, values);
      EXPECT_LT(axis.low, axis.high);
    }
  EXPECT_EQ(fitted({.fromZero = true}, {3, 4}).low, 0);
  EXPECT_EQ(fitted({.low = -1, .high = 1}, {3, 4}).high, 1);
}

}  // namespace
}  // namespace mlir_rl
