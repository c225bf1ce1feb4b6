#include "mlir_rl/learner/judging.h"

#include <gtest/gtest.h>

#include "mlir_rl/support/seed.h"

namespace mlir_rl {
namespace {

/// A complete schedule of one part whose first feature says how much faster it is.
Demonstration complete(const std::string &task, double reward) {
  Observation o;
  o.tokens = 2;
  o.candidates = 1;
  o.tokenFeatures = {1, 0, float(reward), 0.5f};
  o.tokenPart = {-1, 0};
  o.candidateFeatures = {0, 0, 0};
  o.candidateToken = {0};
  return {.task = task, .isGood = false, .observations = {o}, .choices = {0}, .reward = reward};
}

std::unique_ptr<Network> network() {
  return *makeNetwork({.model = "lstm", .hiddenSize = 16, .layers = 1, .schema = {"test-1", 2, 3}, .seed = 1});
}

TEST(Judging, RanksSchedulesOfTasksItHasNotSeen) {
  Random random = makeRandom(2);
  std::vector<Demonstration> shown;
  for (int i = 0; i < 160; ++i) shown.push_back(complete("task " + std::to_string(i / 8), uniformUnit(random) - 0.5));
  auto judge = network();
  Result<double> loss = learnToJudge(*judge, shown, {.epochs = 60, .learningRate = 3e-3});
  ASSERT_TRUE(loss) << loss.error().message;
  EXPECT_LT(*loss, 0.05);
  Demonstration slow = complete("new", -0.2), fast = complete("new", 0.2);
  std::vector<float> judged = *judge->judge({&slow.observations[0], &fast.observations[0]});
  EXPECT_NEAR(judged[1] - judged[0], 0.4, 0.15);
}

TEST(Judging, ASingleScheduleSaysNothing) {
  auto judge = network();
  Demonstration one = complete("a", 0.3), other = complete("b", -0.3);
  EXPECT_EQ(*learnToJudge(*judge, {one, other}, {}), 0);
  EXPECT_TRUE(judge->judge({&one.observations[0]})->empty()) << "it has not learned";
}

}  // namespace
}  // namespace mlir_rl
