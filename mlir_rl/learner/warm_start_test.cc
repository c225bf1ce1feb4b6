#include "mlir_rl/learner/warm_start.h"

#include <gtest/gtest.h>

#include "mlir_rl/support/seed.h"

namespace mlir_rl {
namespace {

constexpr int kWidth = 3;

/// Candidates with random features; the best one has the largest first feature.
Observation observation(Random &random, int candidates, int &best) {
  Observation o;
  o.tokens = 1;
  o.tokenFeatures = {1, 0};
  best = 0;
  for (int c = 0; c < candidates; ++c) {
    for (int i = 0; i < kWidth; ++i) o.candidateFeatures.push_back(float(uniformUnit(random)));
    o.candidateToken.push_back(0);
    ++o.candidates;
    if (o.candidateFeatures[size_t(c * kWidth)] > o.candidateFeatures[size_t(best * kWidth)]) best = c;
  }
  return o;
}

Demonstration demonstration(const std::string &task, Random &random) {
  Demonstration d{.task = task, .reward = 0.25};
  for (int step = 0; step < 3; ++step) {
    int best = 0;
    d.observations.push_back(observation(random, 2 + int(uniformBelow(random, 5)), best));
    d.choices.push_back(best);
  }
  return d;
}

TEST(WarmStart, ThePolicyDoesAsItWasShown) {
  Random random = makeRandom(3);
  std::vector<Demonstration> shown;
  for (int i = 0; i < 60; ++i) shown.push_back(demonstration("task " + std::to_string(i % 40), random));
  NetworkConfig config{.model = "lstm", .hiddenSize = 32, .layers = 1, .schema = {"test-1", 2, kWidth}, .seed = 1};
  auto network = *makeNetwork(config);
  PpoOptions options{.epochs = 30, .minibatch = 32};
  options.update.learningRate = 3e-3;
  options.update.entropyCoefficient = 0;
  Result<PpoStats> stats = warmStart(*network, shown, options);
  ASSERT_TRUE(stats) << stats.error().message;
  EXPECT_EQ(stats->epochs, 30);
  int right = 0;
  for (int i = 0; i < 100; ++i) {
    int best = 0;
    Observation o = observation(random, 4, best);
    Evaluation e = *network->evaluate({&o});
    right += std::max_element(e.logits.begin(), e.logits.end()) - e.logits.begin() == best;
    EXPECT_NEAR(e.values[0], 0.25, 0.1);
  }
  EXPECT_GT(right, 80);
}

TEST(WarmStart, NothingToImitateIsAnError) {
  NetworkConfig config{.model = "lstm", .hiddenSize = 8, .layers = 1, .schema = {"test-1", 2, kWidth}, .seed = 1};
  auto network = *makeNetwork(config);
  EXPECT_FALSE(warmStart(*network, {}, {}));
}

}  // namespace
}  // namespace mlir_rl
