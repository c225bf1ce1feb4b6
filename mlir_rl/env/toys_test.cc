#include <gtest/gtest.h>

#include "mlir_rl/env/environment.h"

namespace mlir_rl {
namespace {

class Toys : public ::testing::TestWithParam<const char *> {};

double playAlways(Environment &toy, uint64_t episode, int candidate) {
  EXPECT_TRUE(toy.reset(episode));
  for (double sum = 0;;) {
    Result<Step> step = toy.step(candidate);
    EXPECT_TRUE(step);
    sum += step->reward;
    if (step->terminated || step->truncated) return sum;
  }
}

TEST_P(Toys, AnEpisodeIsAFunctionOfItsNumber) {
  auto a = *makeToy(GetParam(), 3), b = *makeToy(GetParam(), 3);
  ASSERT_TRUE(b->reset(1));
  for (uint64_t episode : {7, 2}) {
    Observation x = *a->reset(episode), y = *b->reset(episode);
    EXPECT_EQ(x.tokenFeatures, y.tokenFeatures);
    EXPECT_EQ(x.candidateFeatures, y.candidateFeatures);
  }
}

TEST_P(Toys, CandidatesThatAreNotListedAreRefused) {
  auto toy = *makeToy(GetParam(), 3);
  Observation o = *toy->reset(0);
  EXPECT_FALSE(toy->step(o.candidates));
  EXPECT_FALSE(toy->step(-1));
}

TEST_P(Toys, TheFirstCandidateIsNotTheOptimum) {
  double optimum = 0, sum = 0;
  auto toy = *makeToy(GetParam(), 3, &optimum);
  for (uint64_t episode = 0; episode < 50; ++episode) sum += playAlways(*toy, episode, 0);
  EXPECT_LT(sum / 50, 0.8 * optimum);
}

TEST(Truncated, IsCutButNotTerminated) {
  auto toy = *makeToy("truncated", 1);
  ASSERT_TRUE(toy->reset(0));
  for (int i = 1; i <= 5; ++i) {
    Result<Step> step = toy->step(1);
    EXPECT_FALSE(step->terminated);
    EXPECT_EQ(step->truncated, i == 5);
  }
}

INSTANTIATE_TEST_SUITE_P(All, Toys, ::testing::Values("bandit", "chain", "choice", "truncated"));

TEST(SerialVector, AnswersInTheOrderSent) {
  std::vector<std::unique_ptr<Environment>> toys;
  for (int i = 0; i < 3; ++i) toys.push_back(*makeToy("bandit", 1));
  auto many = makeSerialVector(std::move(toys));
  for (int slot : {2, 0, 1}) ASSERT_TRUE(many->sendReset(slot, uint64_t(slot)));
  for (int slot : {2, 0, 1}) EXPECT_EQ(many->receive()->slot, slot);
  EXPECT_FALSE(many->receive());
}

TEST(MakeToy, NamesTheKnownOnes) {
  auto toy = makeToy("cartpole", 1);
  ASSERT_FALSE(toy);
  EXPECT_NE(toy.error().message.find("bandit"), std::string::npos);
}

}  // namespace
}  // namespace mlir_rl
