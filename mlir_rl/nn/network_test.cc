#include "mlir_rl/nn/network.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mlir_rl/nn/weights.h"

namespace mlir_rl {
namespace {

const ObservationSchema kSchema{"test-1", 2, 3};

Observation observation(int tokens, int candidates, float shift = 0) {
  Observation o;
  o.tokens = tokens;
  o.candidates = candidates;
  for (int i = 0; i < tokens * 2; ++i) o.tokenFeatures.push_back(shift + 0.1f * float(i));
  for (int i = 0; i < candidates * 3; ++i) o.candidateFeatures.push_back(shift - 0.2f * float(i % 5));
  for (int c = 0; c < candidates; ++c) o.candidateToken.push_back(c % tokens);
  return o;
}

NetworkConfig small(const std::string &model) {
  return {.model = model, .hiddenSize = 16, .layers = 2, .heads = 2, .schema = kSchema, .seed = 5};
}

class Networks : public ::testing::TestWithParam<std::string> {
 protected:
  std::unique_ptr<Network> network_ = *makeNetwork(small(GetParam()));
  Observation a_ = observation(3, 4), b_ = observation(5, 2, 0.5f);

  /// What the network says of one decision before an update.
  Sample sample(const Observation &o, int candidate, float ratio, float advantage) {
    Evaluation e = *network_->evaluate({&o});
    double sum = 0;
    for (float logit : e.logits) sum += std::exp(double(logit));
    double log = e.logits[size_t(candidate)] - std::log(sum);
    return {&o, candidate, float(log - std::log(ratio)), advantage, e.values[0] + 2, e.values[0]};
  }
  UpdateStats update(const std::vector<Sample> &samples, UpdateOptions options = {}) {
    Result<UpdateStats> stats = network_->update(samples, options);
    EXPECT_TRUE(stats) << stats.error().message;
    return *stats;
  }
};

// Ratio 1.5 with clip 0.2: a good action counts 1.2, a bad one in full.
TEST_P(Networks, PolicyLossIsClippedWhereThePaperClipsIt) {
  EXPECT_NEAR(update({sample(a_, 1, 1.5f, 1)}).policyLoss, -1.2, 1e-5);
  EXPECT_NEAR(update({sample(a_, 1, 1.5f, -1)}).policyLoss, 1.5, 1e-5);
  EXPECT_NEAR(update({sample(a_, 1, 0.5f, 1)}).policyLoss, -0.5, 1e-5);
  EXPECT_NEAR(update({sample(a_, 1, 0.5f, -1)}).policyLoss, 0.8, 1e-5);
}

TEST_P(Networks, KlAndClipFractionAreThoseOfTheRatios) {
  UpdateStats stats = update({sample(a_, 0, 1.5f, 1), sample(b_, 1, 1, 1)});
  EXPECT_NEAR(stats.oldApproxKl, -std::log(1.5) / 2, 1e-5);
  EXPECT_NEAR(stats.approxKl, (0.5 - std::log(1.5)) / 2, 1e-5);
  EXPECT_NEAR(stats.clipFraction, 0.5, 1e-6);
}

TEST_P(Networks, ValueLossIsHalfTheSquaredErrorClippedOrNot) {
  EXPECT_NEAR(update({sample(a_, 0, 1, 0)}).valueLoss, 2, 1e-4);  // target is 2 above: 4 / 2
  Sample moved = sample(a_, 0, 1, 0);
  moved.oldValue = moved.target - 2.5f;  // the value is 0.5 above the old one; clipped to 0.1 the error is 2.4
  EXPECT_NEAR(update({moved}, {.valueClip = 0.1}).valueLoss, 2.4 * 2.4 / 2, 1e-3);
}

TEST_P(Networks, FirstPolicyIsNearlyUniformSoItsEntropyIsTheLargest) {
  EXPECT_NEAR(update({sample(a_, 0, 1, 0), sample(b_, 0, 1, 0)}).entropy, (std::log(4) + std::log(2)) / 2, 0.01);
}

TEST_P(Networks, ImitationMakesTheGivenCandidateLikelier) {
  UpdateOptions options{.objective = Objective::imitate, .learningRate = 1e-2};
  double before = update({sample(a_, 2, 1, 0)}, options).policyLoss, after = before;
  EXPECT_NEAR(before, std::log(4), 0.05);
  for (int i = 0; i < 20; ++i) after = update({sample(a_, 2, 1, 0)}, options).policyLoss;
  EXPECT_LT(after, before / 2);
}

// exp(0.1 * ln 2 / 0.1) = 2; exp(10) is cut at 20.
TEST_P(Networks, ImitationWeighsByAdvantageAtATemperature) {
  UpdateOptions options{.objective = Objective::imitate, .learningRate = 0, .temperature = 0.1};
  auto lossOf = [&](float advantage) { return update({sample(a_, 2, 1, advantage)}, options).policyLoss; };
  double plain = lossOf(0);
  EXPECT_NEAR(lossOf(0.1f * std::log(2.0f)), 2 * plain, 1e-4);
  EXPECT_NEAR(lossOf(1), 20 * plain, 1e-3);
}

TEST_P(Networks, TheValueObjectiveLeavesThePolicyAlone) {
  std::vector<float> logits = network_->evaluate({&a_})->logits;
  float value = network_->evaluate({&a_})->values[0];
  update({sample(a_, 0, 1, 1)}, {.objective = Objective::value, .learningRate = 1e-2});
  EXPECT_EQ(network_->evaluate({&a_})->logits, logits);
  EXPECT_GT(network_->evaluate({&a_})->values[0], value);
}

TEST_P(Networks, GradientsAreCutAndReportedUncut) {
  UpdateStats stats = update({sample(a_, 0, 1, 100)}, {.maxGradientNorm = 1e-3});
  EXPECT_GT(stats.gradientNorm, 1e-2);
}

TEST_P(Networks, ALossThatIsNotFiniteIsAnErrorAndChangesNothing) {
  Sample bad = sample(a_, 0, 1, 1);
  bad.target = INFINITY;
  std::vector<float> before = network_->evaluate({&a_})->logits;
  EXPECT_FALSE(network_->update({bad}, {}));
  EXPECT_EQ(network_->evaluate({&a_})->logits, before);
}

TEST_P(Networks, ObservationsOfOtherWidthsAndCandidatesThatAreNotThereAreRefused) {
  Observation wide = a_;
  wide.tokenFeatures.push_back(0);
  EXPECT_FALSE(network_->evaluate({&wide}));
  EXPECT_FALSE(network_->update({Sample{&a_, 4}}, {}));
}

TEST_P(Networks, OfAnotherSchemaAreRefusedWithBothVersions) {
  auto other = networkOf(tensorFileOf(*network_, false), {"test-2", 2, 3}, "FILE");
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().message.find("test-1"), std::string::npos);
  EXPECT_NE(other.error().message.find("test-2"), std::string::npos);
}

TEST_P(Networks, WeightsOfAnotherShapeAreRefused) {
  NetworkConfig wider = small(GetParam());
  wider.hiddenSize = 32;
  Status status = (*makeNetwork(wider))->setTensors(network_->tensors(true));
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().message.find("another network"), std::string::npos);
}

TEST_P(Networks, GoOnFromAdamsStateAsIfNothingHadHappened) {
  auto step = [&](Network &n) { EXPECT_TRUE(n.update({Sample{&a_, 1, -1, 0.5f, 1, 0}}, {.learningRate = 1e-2})); };
  step(*network_);
  TensorFile file = *parseTensors(printTensors(tensorFileOf(*network_, true)), "memory");
  auto copy = *networkOf(file, kSchema, "memory");
  for (int i = 0; i < 3; ++i) step(*network_), step(*copy);
  EXPECT_EQ(printTensors(tensorFileOf(*copy, true)), printTensors(tensorFileOf(*network_, true)));
}

/// A whole and `costs.size()` parts of one token each; the first feature is what a part takes.
Observation parts(const std::vector<float> &costs) {
  Observation o = observation(int(costs.size()) + 1, 1);
  o.tokenPart = {-1};
  for (size_t i = 0; i < costs.size(); ++i) {
    o.tokenPart.push_back(int(i));
    o.tokenFeatures[2 * (i + 1)] = costs[i];
    o.tokenFeatures[2 * (i + 1) + 1] = 0;
  }
  return o;
}

TEST_P(Networks, TheJudgeLearnsWhatIsFasterWithinAGroup) {
  std::vector<Observation> states;
  std::vector<Verdicted> samples;
  for (int group = 0; group < 4; ++group)
    for (int i = 0; i < 8; ++i) states.push_back(parts({0.2f * float(i), 0.3f * float((i + group) % 3)}));
  std::vector<const Observation *> seen;
  for (size_t i = 0; i < states.size(); ++i) {
    const std::vector<float> &f = states[i].tokenFeatures;
    // What a group has in common says nothing.
    float common = 10 * float(i / 8);
    samples.push_back({&states[i], int(i / 8), common - std::log(std::exp(f[2]) + std::exp(f[4]))});
    seen.push_back(&states[i]);
  }
  ASSERT_TRUE(network_->calibrateJudge(seen));
  double first = *network_->updateJudge(samples, 3e-3, 1), last = 0;
  for (uint64_t i = 0; i < 300; ++i) last = *network_->updateJudge(samples, 3e-3, i);
  EXPECT_LT(last, first / 4);
  Observation slow = parts({1.3f, 0.1f}), fast = parts({0.1f, 0.2f});
  std::vector<float> judged = *network_->judge({&slow, &fast});
  EXPECT_LT(judged[0], judged[1]);
}

TEST_P(Networks, TheJudgeIsSavedWithItsCalibrationAndTheOrderOfPartsIsNothing) {
  Observation a = parts({1, 2, 3}), b = parts({3, 1, 2});
  ASSERT_TRUE(network_->calibrateJudge({&a, &b}));
  ASSERT_TRUE(network_->updateJudge({{&a, 0, 1}, {&b, 0, 0}}, 1e-2, 1));
  std::vector<float> judged = *network_->judge({&a, &b});
  EXPECT_NEAR(judged[0], judged[1], 1e-5);
  auto copy = *networkOf(*parseTensors(printTensors(tensorFileOf(*network_, false)), "memory"), kSchema, "memory");
  EXPECT_EQ(*copy->judge({&a}), *network_->judge({&a}));
}

TEST_P(Networks, TheJudgeAndThePolicyLeaveEachOtherAlone) {
  EXPECT_TRUE(network_->judge({&a_})->empty()) << "it has not learned";
  ASSERT_TRUE(network_->calibrateJudge({&a_, &b_}));
  Evaluation before = *network_->evaluate({&a_});
  ASSERT_TRUE(network_->updateJudge({{&a_, 0, 1}, {&b_, 0, 0}}, 1e-2, 1));
  EXPECT_EQ(network_->evaluate({&a_})->logits, before.logits);
  std::vector<float> judged = *network_->judge({&a_});
  update({sample(a_, 0, 1, 1)}, {.learningRate = 1e-2});
  EXPECT_EQ(*network_->judge({&a_}), judged);
}

TEST_P(Networks, ATargetThatIsNotFiniteIsAnErrorOfTheJudge) {
  ASSERT_TRUE(network_->calibrateJudge({&a_, &b_}));
  std::vector<float> judged = *network_->judge({&a_});
  EXPECT_FALSE(network_->updateJudge({{&a_, 0, NAN}, {&b_, 0, 0}}, 1e-2, 1));
  EXPECT_EQ(*network_->judge({&a_}), judged);
}

INSTANTIATE_TEST_SUITE_P(All, Networks, ::testing::ValuesIn(modelNames()));

TEST(MakeNetwork, NamesTheModels) {
  NetworkConfig config = small("lsmt");
  auto network = makeNetwork(config);
  ASSERT_FALSE(network);
  EXPECT_NE(network.error().message.find("did you mean lstm?"), std::string::npos);
}

TEST(MakeNetwork, HeadsDivideTheHiddenSize) {
  NetworkConfig config = small("distilbert");
  config.heads = 3;
  EXPECT_FALSE(makeNetwork(config));
}

}  // namespace
}  // namespace mlir_rl
