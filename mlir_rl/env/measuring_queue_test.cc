#include "mlir_rl/env/measuring_queue.h"

#include <gtest/gtest.h>

#include "tests/conformance/made_up_runner.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl {
namespace {

class MeasuringQueueTest : public ::testing::Test {
 protected:
  /// Seconds of a schedule that takes so long beside the rules', which take 1 s alone and `rules` beside it.
  double secondsOf(double mine, double rules) {
    runner_ = std::make_unique<testing::MadeUpRunner>();
    runner_->spoil = [&](const MeasureRequest &request, size_t i, Measurement &m) {
      bool isRules = request.variants[i] == runner_->requests.front().variants[0];
      m.samples = {!isRules ? mine : request.variants.size() == 2 ? rules : 1};
    };
    Ledger ledger;
    MeasuringQueue queue({{task_, {.program = "p"}, false}}, 1, 1, *runner_, ledger, memory_);
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

TEST_F(MeasuringQueueTest, IsTimedInTurnsWithTheRulesAndTheRatioCounts) {
  EXPECT_EQ(secondsOf(1.01, 1), 1.01);
  EXPECT_EQ(variants(), (std::vector<size_t>{1, 2}));
}

TEST_F(MeasuringQueueTest, WhatSlowsBothDownChangesNothing) { EXPECT_EQ(secondsOf(1.5, 2), 0.75); }

}  // namespace
}  // namespace mlir_rl
