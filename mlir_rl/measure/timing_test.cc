#include "mlir_rl/measure/timing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace mlir_rl {
namespace {

TEST(Samples, MedianAndSpread) {
  EXPECT_EQ(medianOf({}), 0);
  EXPECT_EQ(medianOf({3, 1, 2}), 2);
  EXPECT_EQ(medianOf({4, 1, 2, 3}), 2.5);
  EXPECT_EQ(spreadOf({5}), 0);
  EXPECT_DOUBLE_EQ(spreadOf({1, 2, 3, 4, 5}), 2.0 / 3);
  EXPECT_EQ(spreadOf({1, 2, 3, 4, 1000}), spreadOf({1, 2, 3, 4, 5})) << "one outlier is not the spread";
}

TEST(Samples, MediansAreKnownBetterWithMoreSamples) {
  EXPECT_TRUE(std::isinf(medianErrorOf({1, 2})));
  EXPECT_DOUBLE_EQ(medianErrorOf({1, 2, 3, 4}), 1.58 * spreadOf({1, 2, 3, 4}) / 2);
  EXPECT_EQ(medianErrorOf({2, 2, 2}), 0);
}

/// Adds so many pairs with A taking `a` and B taking 1.
void add(PairVerdict &verdict, int times, double a) {
  for (int i = 0; i < times; ++i) verdict.add(a, 1);
}

TEST(PairVerdict, NineOfTenWinsReplaceAndEightDoNot) {
  PairVerdict nine, eight;
  add(nine, 9, 1.1), add(nine, 1, 0.9);
  EXPECT_TRUE(nine.decided());
  EXPECT_TRUE(nine.replaces());
  add(eight, 2, 0.9);
  EXPECT_TRUE(eight.decided()) << "no more pairs can change it";
  EXPECT_FALSE(eight.replaces());
}

TEST(PairVerdict, MoreThanTwoPercentReplaces) {
  PairVerdict two, three;
  add(two, 10, 1.02), add(three, 10, 1.03);
  EXPECT_TRUE(two.decided());
  EXPECT_FALSE(two.replaces());
  EXPECT_TRUE(three.replaces());
  EXPECT_DOUBLE_EQ(three.ratio(), 1.03);
}

TEST(PairVerdict, ATieIsALoss) {
  PairVerdict verdict;
  add(verdict, 2, 1.0);
  EXPECT_TRUE(verdict.decided());
  EXPECT_FALSE(verdict.replaces());
}

TEST(PairVerdict, ThreeClearWinsAreEnoughAndOneLossIsNotClear) {
  PairVerdict clear, unclear, close;
  add(clear, 2, 1.6);
  EXPECT_FALSE(clear.decided());
  add(clear, 1, 1.6);
  EXPECT_TRUE(clear.decided());
  EXPECT_TRUE(clear.replaces());
  add(unclear, 1, 0.99), add(unclear, 8, 1.6);
  EXPECT_FALSE(unclear.decided());
  add(close, 9, 1.4);
  EXPECT_FALSE(close.decided());
}

TEST(PairVerdict, UndecidedDoesNotReplace) {
  PairVerdict verdict;
  add(verdict, 9, 1.4);
  EXPECT_FALSE(verdict.replaces());
  EXPECT_EQ(verdict.count(), 9);
}

/// Variants with constant times that write down who ran.
struct Turners {
  std::string order;
  std::function<double()> variant(char name, double seconds) {
    return [this, name, seconds] {
      order += name;
      return seconds;
    };
  }
};

TEST(TimeInTurns, EverySecondRoundGoesBackwards) {
  Turners t;
  Turns turns = timeInTurns({t.variant('a', 1), t.variant('b', 2)}, {.minSamples = 4});
  EXPECT_EQ(t.order, "abbaabba");
  EXPECT_EQ(turns.samples[1], (std::vector<double>{2, 2, 2, 2}));
  EXPECT_EQ(turns.seconds, 12);
  EXPECT_EQ(turns.fastest, -1);
}

TEST(TimeInTurns, GoesOnForItsSecondsAndStopsAtItsLimits) {
  Turners t;
  EXPECT_EQ(timeInTurns({t.variant('a', 1)}, {.minSamples = 1, .minSeconds = 7}).samples[0].size(), 7u);
  EXPECT_EQ(timeInTurns({t.variant('a', 1)}, {.minSamples = 1, .maxSamples = 5, .minSeconds = 7}).samples[0].size(),
            5u);
  // The error wanted is never reached: two times that alternate.
  int calls = 0;
  auto noisy = [&] { return ++calls % 2 ? 1.0 : 2.0; };
  EXPECT_NEAR(timeInTurns({noisy}, {.targetError = 1e-9, .maxSeconds = 30}).seconds, 30, 2);
}

TEST(TimeInTurns, WhoHasBeenReplacedRests) {
  Turners t;
  Turns turns = timeInTurns({t.variant('a', 4), t.variant('b', 2), t.variant('c', 1)}, {.minSamples = 6, .pairs = 10});
  EXPECT_EQ(turns.fastest, 2);
  EXPECT_LT(turns.samples[0].size(), turns.samples[2].size());
}

TEST(TimeInTurns, ASlowOneThatHadItsTimeDoesNotTakeThatOfOthers) {
  Turners t;
  Turns turns =
      timeInTurns({t.variant('a', 10), t.variant('b', 1)}, {.minSamples = 2, .minSeconds = 1, .maxSeconds = 8});
  EXPECT_EQ(turns.samples[0].size(), 2u);
  EXPECT_EQ(turns.samples[1].size(), 2u) << "nothing more is asked for";
  int calls = 0;
  auto noisy = [&] { return ++calls % 2 ? 1.0 : 2.0; };
  turns = timeInTurns({t.variant('a', 10), noisy}, {.minSamples = 2, .targetError = 1e-9, .maxSeconds = 9});
  EXPECT_EQ(turns.samples[0].size(), 2u);
  EXPECT_EQ(turns.samples[1].size(), 6u);
}

TEST(TimeInTurns, PairsRunUntilAVerdict) {
  Turners t;
  Turns turns = timeInTurns({t.variant('a', 1.1), t.variant('b', 1)}, {.minSamples = 1, .pairs = 10});
  EXPECT_EQ(turns.fastest, 1);
  EXPECT_EQ(turns.samples[1].size(), 10u);
  turns = timeInTurns({t.variant('a', 1.01), t.variant('b', 1)}, {.minSamples = 1, .pairs = 10});
  EXPECT_EQ(turns.fastest, 0) << "one percent is no reason";
}

TEST(TimeInTurns, NothingToTimeIsNothing) {
  Turns turns = timeInTurns({}, {.pairs = 10});
  EXPECT_TRUE(turns.samples.empty());
  EXPECT_EQ(turns.fastest, -1);
}

}  // namespace
}  // namespace mlir_rl
