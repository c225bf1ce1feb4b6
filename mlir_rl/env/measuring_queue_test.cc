#include "mlir_rl/env/measuring_queue.h"

#include <gtest/gtest.h>

#include "tests/conformance/made_up_runner.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl {
namespace {

class MeasuringQueueTest : public ::testing::Test {
 protected:
  /// Seconds of a schedule that takes so long alone and so long beside the rules', which take 1 s.
  double secondsOf(double alone, double pair, double doubt) {
    runner_ = std::make_unique<testing::MadeUpRunner>();
    runner_->spoil = [&](const MeasureRequest &request, size_t i, Measurement &m) {
      bool isRules = request.variants[i] == runner_->requests.front().variants[0];
      m.samples = {isRules ? 1 : request.variants.size() == 2 ? pair : alone};
    };
    Ledger ledger;
    MeasuringQueue queue({{task_, {.program = "p"}, false}}, 1, 1, *runner_, ledger, memory_, doubt);
    EXPECT_TRUE(queue.want(0, queue.rulesOf(0)));
    EXPECT_TRUE(queue.want(0, "stop"));
    while (!queue.verdict(0, "stop")) EXPECT_TRUE(queue.advance());
    EXPECT_EQ(queue.verdict(0, queue.rulesOf(0))->seconds, 1);
    return queue.verdict(0, "stop")->seconds;
  }
  /// How many variants each request had.
  std::vector<size_t> variants() const {
    std::vector<size_t> counts;
    for (const MeasureRequest &request : runner_->requests) counts.push_back(request.variants.size());
    return counts;
  }

  TileMemory memory_{testing::sampleMachine()};
  std::shared_ptr<const TaskSummary> task_ = testing::matmulTask(128, 96, 64);
  std::unique_ptr<testing::MadeUpRunner> runner_;
};

TEST_F(MeasuringQueueTest, WhatSeemsAnotherThanTheRulesIsTimedInTurnsWithThemAndOnlyThatCounts) {
  EXPECT_EQ(secondsOf(1.2, 1.01, kDoubt), 1.01);
  EXPECT_EQ(secondsOf(0.5, 0.99, kDoubt), 0.99);
  EXPECT_EQ(variants(), (std::vector<size_t>{1, 1, 2}));
}

TEST_F(MeasuringQueueTest, WhatIsAsFastOrMuchSlowerIsTimedOnce) {
  EXPECT_EQ(secondsOf(2, 0.5, kDoubt), 2);
  EXPECT_EQ(secondsOf(0.98, 0.5, kDoubt), 0.98);
  EXPECT_EQ(variants(), (std::vector<size_t>{1, 1}));
}

TEST_F(MeasuringQueueTest, AlwaysMeansAlways) { EXPECT_EQ(secondsOf(1, 1.2, kAlways), 1.2); }

}  // namespace
}  // namespace mlir_rl
