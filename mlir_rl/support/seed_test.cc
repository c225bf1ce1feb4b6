#include "mlir_rl/support/seed.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>

namespace mlir_rl {
namespace {

TEST(Seed, DerivedSeedsArePureAndDistinct) {
  EXPECT_EQ(deriveSeed(7, 3), deriveSeed(7, 3));
  std::set<uint64_t> seen;
  for (uint64_t seed = 0; seed < 100; ++seed) {
    for (uint64_t index = 0; index < 100; ++index) seen.insert(deriveSeed(seed, index));
  }
  EXPECT_EQ(seen.size(), 10'000u);
}

TEST(Seed, StreamsAreTheSameEverywhere) {
  // The standard fixes mt19937_64: its 10,000th number from the default seed.
  Random random(5489);
  random.discard(9999);
  EXPECT_EQ(random(), 9981545732273789042ull);
}

TEST(Seed, UniformBelowIsUniform) {
  Random random = makeRandom(1);
  std::array<int, 7> counts{};
  for (int i = 0; i < 70'000; ++i) ++counts.at(uniformBelow(random, 7));
  for (int count : counts) EXPECT_NEAR(count, 10'000, 500);
}

TEST(Seed, UniformUnitStaysBelowOne) {
  Random random = makeRandom(2);
  double sum = 0;
  for (int i = 0; i < 100'000; ++i) {
    double value = uniformUnit(random);
    ASSERT_GE(value, 0.0);
    ASSERT_LT(value, 1.0);
    sum += value;
  }
  EXPECT_NEAR(sum / 100'000, 0.5, 0.01);
}

TEST(Seed, NormalHasMeanZeroAndDeviationOne) {
  Random random = makeRandom(3);
  double sum = 0, squares = 0;
  for (int i = 0; i < 100'000; ++i) {
    double value = standardNormal(random);
    ASSERT_TRUE(std::isfinite(value));
    sum += value;
    squares += value * value;
  }
  EXPECT_NEAR(sum / 100'000, 0.0, 0.02);
  EXPECT_NEAR(squares / 100'000, 1.0, 0.03);
}

}  // namespace
}  // namespace mlir_rl
