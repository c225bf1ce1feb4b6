#include "mlir_rl/learner/gae.h"

#include <gmock/gmock.h>

namespace mlir_rl {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;

// By hand: deltas are 1 + 0.5 * 2 - 1 = 1, 0 + 0.5 * 3 - 2 = -0.5, 4 + 0 - 3 = 1; each advantage is its delta plus
// 0.5 * 0.8 times the next one.
TEST(Gae, OfAnEpisodeThatTerminates) {
  Advantages a = estimateAdvantages({1, 0, 4}, {1, 2, 3}, 0, 0.5, 0.8);
  EXPECT_THAT(a.advantages, ElementsAre(FloatNear(0.96f, 1e-6f), FloatNear(-0.1f, 1e-6f), FloatNear(1, 1e-6f)));
  EXPECT_THAT(a.returns, ElementsAre(FloatNear(1.96f, 1e-6f), FloatNear(1.9f, 1e-6f), FloatNear(4, 1e-6f)));
}

// The state after the last step is worth 10: the last delta is 4 + 0.5 * 10 - 3 = 6.
TEST(Gae, OfAnEpisodeThatWasCut) {
  Advantages a = estimateAdvantages({1, 0, 4}, {1, 2, 3}, 10, 0.5, 0.8);
  EXPECT_THAT(a.advantages, ElementsAre(FloatNear(1.76f, 1e-6f), FloatNear(1.9f, 1e-6f), FloatNear(6, 1e-6f)));
}

TEST(Gae, WithLambdaOneReturnsAreTheDiscountedRewards) {
  Advantages a = estimateAdvantages({1, 2, 4}, {9, -7, 5}, 0, 0.5, 1);
  EXPECT_THAT(a.returns, ElementsAre(FloatNear(3, 1e-5f), FloatNear(4, 1e-5f), FloatNear(4, 1e-5f)));
}

// Groups {1, 2, 6} and {4, 8, 0}; {1, 3} and one alone.
TEST(LeaveOneOut, IsTheMeanOfTheOthersOfTheGroup) {
  EXPECT_THAT(leaveOneOutMeans({1, 2, 6, 4, 8, 0}, 3), ElementsAre(4, 3.5, 1.5, 4, 2, 6));
  EXPECT_THAT(leaveOneOutMeans({1, 3, 7}, 2), ElementsAre(3, 1, 7));
}

TEST(Normalize, ToMeanZeroAndDeviationOne) {
  std::vector<float> a = {1, 3};
  normalizeAdvantages(a, Normalization::standard);
  EXPECT_THAT(a, ElementsAre(FloatNear(-1, 1e-5f), FloatNear(1, 1e-5f)));
}

TEST(Normalize, ByTheLargest) {
  std::vector<float> a = {1, -4};
  normalizeAdvantages(a, Normalization::maxAbs);
  EXPECT_THAT(a, ElementsAre(FloatNear(0.25f, 1e-5f), FloatNear(-1, 1e-5f)));
}

TEST(Normalize, LeavesEqualOnesAlone) {
  std::vector<float> a = {2, 2};
  normalizeAdvantages(a, Normalization::standard);
  EXPECT_THAT(a, ElementsAre(2, 2));
}

TEST(ExplainedVariance, OfPerfectAndOfConstantValues) {
  EXPECT_DOUBLE_EQ(explainedVariance({1, 2, 3}, {1, 2, 3}), 1);
  EXPECT_DOUBLE_EQ(explainedVariance({5, 5, 5}, {1, 2, 3}), 0);
  EXPECT_DOUBLE_EQ(explainedVariance({1, 2}, {4, 4}), 0);
}

}  // namespace
}  // namespace mlir_rl
