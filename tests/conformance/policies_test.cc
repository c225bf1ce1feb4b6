// What every policy promises, asked of each by name.

#include <gtest/gtest.h>

#include <cmath>

#include "mlir_rl/nn/weights.h"
#include "mlir_rl/policy/policy.h"

namespace mlir_rl {
namespace {

const ObservationSchema kSchema{"conformance-1", 5, 4};

/// Of any size: 1 to 12 tokens, 1 to 20 candidates.
Observation randomObservation(uint64_t index) {
  Random random = makeRandom(11, index);
  Observation o;
  o.tokens = 1 + int(uniformBelow(random, 12));
  o.candidates = 1 + int(uniformBelow(random, 20));
  for (int i = 0; i < o.tokens * kSchema.tokenWidth; ++i) o.tokenFeatures.push_back(float(standardNormal(random)));
  for (int i = 0; i < o.candidates * kSchema.candidateWidth; ++i)
    o.candidateFeatures.push_back(float(standardNormal(random)));
  for (int i = 0; i < o.candidates; ++i) o.candidateToken.push_back(int32_t(uniformBelow(random, uint64_t(o.tokens))));
  return o;
}

NetworkConfig config() {
  return {.hiddenSize = 16, .layers = 2, .heads = 2, .dropout = 0.5, .schema = kSchema, .seed = 3};
}

class Policies : public ::testing::TestWithParam<std::string> {
 protected:
  Policies() {
    for (uint64_t i = 0; i < 40; ++i) observations_.push_back(randomObservation(i));
  }

  static std::unique_ptr<Policy> make() { return *makePolicy(GetParam(), config()); }

  /// Decides on all, one call for each `batch` of them; chance by `seed`, none when it is 0.
  std::vector<Decision> decide(Policy &policy, size_t batch, uint64_t seed) {
    std::vector<Random> randoms;
    for (uint64_t i = 0; i < observations_.size(); ++i) randoms.push_back(makeRandom(seed, i));
    std::vector<Decision> all;
    for (size_t begin = 0; begin < observations_.size(); begin += batch) {
      std::vector<Query> queries;
      for (size_t i = begin; i < std::min(begin + batch, observations_.size()); ++i)
        queries.push_back({&observations_[i], seed ? &randoms[i] : nullptr});
      Result<std::vector<Decision>> decisions = policy.act(queries);
      EXPECT_TRUE(decisions);
      if (decisions) all.insert(all.end(), decisions->begin(), decisions->end());
    }
    return all;
  }

  static void expectSame(const std::vector<Decision> &a, const std::vector<Decision> &b, float tolerance) {
    ASSERT_EQ(a.size(), b.size());
    for (size_t i = 0; i < a.size(); ++i) {
      EXPECT_EQ(a[i].candidate, b[i].candidate);
      EXPECT_NEAR(a[i].logProbability, b[i].logProbability, tolerance);
      EXPECT_NEAR(a[i].value, b[i].value, tolerance);
      EXPECT_NEAR(a[i].entropy, b[i].entropy, tolerance);
    }
  }

  std::vector<Observation> observations_;
};

TEST_P(Policies, TakeOnlyListedCandidates) {
  auto policy = make();
  for (uint64_t seed = 0; seed < 20; ++seed) {
    std::vector<Decision> decisions = decide(*policy, 8, seed);
    for (size_t i = 0; i < decisions.size(); ++i) {
      EXPECT_GE(decisions[i].candidate, 0);
      EXPECT_LT(decisions[i].candidate, observations_[i].candidates);
      EXPECT_LE(decisions[i].logProbability, 1e-6);
      EXPECT_LE(decisions[i].entropy, std::log(float(observations_[i].candidates)) + 1e-4);
    }
  }
}

TEST_P(Policies, DecideInABatchAsAlone) {
  auto policy = make();
  expectSame(decide(*policy, 40, 5), decide(*policy, 1, 5), 1e-5f);
}

TEST_P(Policies, DecideAlikeWithTheSameSeed) {
  auto a = make(), b = make();
  expectSame(decide(*a, 7, 9), decide(*b, 7, 9), 0);
}

// Dropout is 0.5 in updates: were it on here, two calls would differ.
TEST_P(Policies, DecideAlikeWhenAskedAgain) {
  auto policy = make();
  expectSame(decide(*policy, 7, 0), decide(*policy, 7, 0), 0);
}

TEST_P(Policies, CanDecideOnOneCandidate) {
  Observation o = randomObservation(1);
  o.candidates = 1;
  o.candidateFeatures.resize(4);
  o.candidateToken.resize(1);
  Decision d = make()->act({{&o, nullptr}})->front();
  EXPECT_EQ(d.candidate, 0);
  EXPECT_NEAR(d.logProbability, 0, 1e-6);
  EXPECT_NEAR(d.entropy, 0, 1e-6);
}

INSTANTIATE_TEST_SUITE_P(All, Policies, ::testing::ValuesIn(policyNames()));

class NetworkPolicies : public Policies {};

TEST_P(NetworkPolicies, DecideAlikeOnceSavedAndLoaded) {
  NetworkConfig named = config();
  named.model = GetParam();
  auto network = *makeNetwork(named);
  for (int i = 0; i < 3; ++i)
    ASSERT_TRUE(network->update({Sample{&observations_[0], 0, -1, 1, 1, 0}}, {.learningRate = 0.01, .seed = 4}));
  TensorFile file = *parseTensors(printTensors(tensorFileOf(*network, false)), "memory");
  auto a = makeNetworkPolicy(*network), b = makeNetworkPolicy(*networkOf(file, kSchema, "memory"));
  expectSame(decide(*a, 7, 2), decide(*b, 7, 2), 0);
}

// The order of candidates says nothing; neither do other candidates' features, but for the normalisation.
TEST_P(NetworkPolicies, ScoreACandidateByWhatItIsNotByItsPlace) {
  Observation o = observations_[2], turned = o;
  ASSERT_GT(o.candidates, 1);
  auto width = size_t(kSchema.candidateWidth);
  std::rotate(turned.candidateFeatures.begin(), turned.candidateFeatures.begin() + long(width),
              turned.candidateFeatures.end());
  std::rotate(turned.candidateToken.begin(), turned.candidateToken.begin() + 1, turned.candidateToken.end());
  NetworkConfig named = config();
  named.model = GetParam();
  auto network = *makeNetwork(named);
  std::vector<float> a = network->evaluate({&o})->logits, b = network->evaluate({&turned})->logits;
  std::rotate(a.begin(), a.begin() + 1, a.end());
  for (size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], 1e-6);
}

INSTANTIATE_TEST_SUITE_P(All, NetworkPolicies, ::testing::ValuesIn(modelNames()));

TEST(MakePolicy, NamesTheKnownOnes) {
  auto policy = makePolicy("randm", config());
  ASSERT_FALSE(policy);
  EXPECT_NE(policy.error().message.find("did you mean random?"), std::string::npos);
}

}  // namespace
}  // namespace mlir_rl
