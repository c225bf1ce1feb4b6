#include <gtest/gtest.h>

#include <algorithm>

#include "mlir_rl/env/training.h"
#include "mlir_rl/learner/ppo.h"

namespace mlir_rl {
namespace {

double meanReward(const std::vector<Episode> &episodes) {
  double sum = 0;
  for (const Episode &episode : episodes) sum += episode.reward();
  return sum / double(episodes.size());
}

struct Case {
  std::string model, toy;
  uint64_t seed = 1;
  int group = 1;

  friend void PrintTo(const Case &c, std::ostream *out) { *out << c.model << " " << c.toy << " " << c.seed; }
};

/// PPO from random weights; returns what the greedy policy gets in episodes it was not trained on, against the optimum.
double trainOn(const Case &c, int iterations) {
  double optimum = 0;
  EXPECT_TRUE(makeToy(c.toy, 0, &optimum));
  TrainingEnvironment env = *makeTrainingEnvironment({.environment = "toy:" + c.toy, .slots = 16, .seed = c.seed});
  auto network = *makeNetwork(
      {.model = c.model, .hiddenSize = 32, .layers = 1, .heads = 2, .schema = env.training->schema(), .seed = c.seed});
  auto policy = makeNetworkPolicy(*network);
  PpoOptions options{.group = c.group};
  for (int i = 0; i < iterations; ++i) {
    auto episodes =
        rollOut(*env.training, *policy, {.first = uint64_t(i) * 64, .count = 64, .group = c.group, .seed = c.seed});
    EXPECT_TRUE(episodes);
    options.seed = deriveSeed(c.seed, uint64_t(i));
    options.update.learningRate = 3e-3 * (1 - double(i) / iterations);
    auto stats = learn(*network, *episodes, options);
    EXPECT_TRUE(stats);
  }
  auto played = rollOut(*env.validation, *policy, {.count = 200, .seed = c.seed, .greedy = true});
  EXPECT_TRUE(played);
  return meanReward(*played) / optimum;
}

double randomOn(const Case &c) {
  double optimum = 0;
  EXPECT_TRUE(makeToy(c.toy, 0, &optimum));
  TrainingEnvironment env = *makeTrainingEnvironment({.environment = "toy:" + c.toy, .slots = 16, .seed = c.seed});
  auto played = rollOut(*env.validation, *makeRandomPolicy(), {.count = 200, .seed = c.seed});
  EXPECT_TRUE(played);
  return meanReward(*played) / optimum;
}

class PpoOnToys : public ::testing::TestWithParam<Case> {
 protected:
  /// Values in "choice" may differ by a hundredth: to tell them apart takes at least 100 iterations.
  static void expectOptimum(int iterations) {
    double got = trainOn(GetParam(), GetParam().toy == "choice" ? std::max(iterations, 100) : iterations);
    EXPECT_GE(got, 0.95);
    EXPECT_GT(got, 1.2 * randomOn(GetParam()));
  }
};

TEST_P(PpoOnToys, ReachesTheOptimum) { expectOptimum(40); }

class PpoOnToysSlow : public PpoOnToys {};

// How fast a seed learns differs between machines, whose sums round differently.
TEST_P(PpoOnToysSlow, ReachesTheOptimum) { expectOptimum(100); }

std::vector<Case> cases(const std::vector<uint64_t> &seeds, int group = 1) {
  std::vector<Case> all;
  for (const std::string &model : modelNames())
    for (const char *toy : {"bandit", "chain", "choice", "truncated"})
      for (uint64_t seed : seeds) all.push_back({model, toy, seed, group});
  return all;
}

std::string nameOf(const ::testing::TestParamInfo<Case> &info) {
  return info.param.model + "_" + info.param.toy + "_" + std::to_string(info.param.seed);
}

INSTANTIATE_TEST_SUITE_P(All, PpoOnToys, ::testing::ValuesIn(cases({1})), nameOf);
INSTANTIATE_TEST_SUITE_P(InGroups, PpoOnToys, ::testing::ValuesIn(cases({1}, 4)), nameOf);
INSTANTIATE_TEST_SUITE_P(All, PpoOnToysSlow, ::testing::ValuesIn(cases({2, 3, 4})), nameOf);

}  // namespace
}  // namespace mlir_rl
