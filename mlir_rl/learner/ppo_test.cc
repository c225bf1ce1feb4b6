#include "mlir_rl/learner/ppo.h"

#include <gtest/gtest.h>

namespace mlir_rl {
namespace {

constexpr int kWidth = 2;

/// One state with this feature and two candidates; the first was taken.
Episode episode(float feature, float reward) {
  Observation o;
  o.tokens = 1;
  o.tokenFeatures = {1, feature};
  o.candidates = 2;
  o.candidateFeatures = {0, 1, 1, 0};
  o.candidateToken = {0, 0};
  Transition step{o, {}, reward};
  step.decision.logProbability = std::log(0.5f);
  Episode e;
  e.steps = {step};
  return e;
}

class Learning : public ::testing::Test {
 protected:
  float valueOf(const Episode &e) { return network_->evaluate({&e.steps[0].observation})->values[0]; }
  /// Of the first candidate over the second.
  float preference(const Episode &e) {
    std::vector<float> logits = network_->evaluate({&e.steps[0].observation})->logits;
    return logits[0] - logits[1];
  }
  void learnFrom(const std::vector<Episode> &played) {
    Result<PpoStats> stats = learn(*network_, played, options_);
    EXPECT_TRUE(stats) << stats.error().message;
  }

  std::unique_ptr<Network> network_ =
      *makeNetwork({.model = "lstm", .hiddenSize = 16, .layers = 1, .schema = {"test-1", 2, kWidth}, .seed = 3});
  PpoOptions options_{.epochs = 30, .update = {.learningRate = 3e-3, .entropyCoefficient = 0}};
};

TEST_F(Learning, WhatWasPaidMoreThanTheRestOfItsGroupGetsLikelier) {
  // The first group is rich and the second poor; what counts is who is better in its own.
  std::vector<Episode> played = {episode(0, 5), episode(0, 3), episode(1, -3), episode(1, -5)};
  played[1].steps[0].decision.candidate = played[2].steps[0].decision.candidate = 1;
  options_.group = 2;
  learnFrom(played);
  EXPECT_GT(preference(played[0]), 0.1);
  EXPECT_LT(preference(played[2]), -0.1);
}

TEST_F(Learning, RewardsBeyondTheClipCountAsTheClip) {
  options_.rewardClip = 0.5;
  options_.epochs = 300;
  std::vector<Episode> played = {episode(0, 40)};
  learnFrom(played);
  EXPECT_NEAR(valueOf(played[0]), 0.5, 0.1);
}

TEST_F(Learning, FromJudgedEpisodesTheCriticAloneLearns) {
  std::vector<Episode> judged = {episode(-2, 0.7f)};
  float before = preference(judged[0]);
  options_.epochs = 300;
  ASSERT_TRUE(imitate(*network_, {}, options_, judged));
  EXPECT_NEAR(valueOf(judged[0]), 0.7, 0.1);
  EXPECT_EQ(preference(judged[0]), before);
}

}  // namespace
}  // namespace mlir_rl
