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
  Result<double> loss = learnToJudge(*judge, recordedTasks(shown), {.epochs = 60, .learningRate = 3e-3});
  ASSERT_TRUE(loss) << loss.error().message;
  EXPECT_LT(*loss, 0.05);
  Demonstration slow = complete("new", -0.2), fast = complete("new", 0.2);
  std::vector<float> judged = *judge->judge({&slow.observations[0], &fast.observations[0]});
  EXPECT_NEAR(judged[1] - judged[0], 0.4, 0.15);
}

Episode played(double reward, const std::string &info = "") {
  Episode episode;
  episode.steps.push_back({complete("", reward).observations[0], {}, float(reward)});
  episode.info = info;
  return episode;
}

TEST(Judging, GoesOnWithWhatWasPlayed) {
  std::vector<Demonstration> shown = {complete("a", 0.2), complete("a", -0.2)};
  auto judge = network();
  ASSERT_TRUE(learnToJudge(*judge, recordedTasks(shown), {.epochs = 1}));
  Random random = makeRandom(3);
  std::vector<Episode> episodes;
  for (int i = 0; i < 160; ++i) episodes.push_back(played(uniformUnit(random) - 0.5));
  Result<double> loss = goOnJudging(*judge, playedTasks(episodes, 8), {.epochs = 60, .learningRate = 2e-3});
  ASSERT_TRUE(loss) << loss.error().message;
  EXPECT_LT(*loss, 0.05);
}

TEST(Judging, WhatFailedOrWasCutIsNotJudged) {
  std::vector<Episode> episodes = {played(0.1), played(-3, R"({"outcome": "crash"})"), played(0.2), played(0.3)};
  std::vector<JudgedTask> tasks = playedTasks(episodes, 2);
  ASSERT_EQ(tasks.size(), 1U) << "of the first two one is left, which says nothing";
  EXPECT_FLOAT_EQ(tasks[0][0].reward, 0.2F);
  episodes[3].truncated = true;
  EXPECT_TRUE(playedTasks(episodes, 2).empty());
}

TEST(Judging, ASingleScheduleSaysNothing) {
  auto judge = network();
  Demonstration one = complete("a", 0.3), other = complete("b", -0.3);
  EXPECT_EQ(*learnToJudge(*judge, recordedTasks({one, other}), {}), 0);
  EXPECT_TRUE(judge->judge({&one.observations[0]})->empty()) << "it has not learned";
}

}  // namespace
}  // namespace mlir_rl
