#include "mlir_rl/env/demonstration.h"

#include <gtest/gtest.h>

#include "mlir_rl/env/scheduling_state.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/support/seed.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl {
namespace {

class DemonstrationTest : public ::testing::Test {
 protected:
  /// The path of these choices; the rest is `next`.
  RecordedEpisode episode(std::vector<int> choices, double seconds) {
    RecordedEpisode e{task_->hash, {}, "", {Outcome::ok, seconds}};
    SchedulingState state(task_, 1, memory_);
    for (size_t i = 0; !state.finished(); ++i) {
      int choice = i < choices.size() ? choices[i] : 0;
      e.path.push_back(nameOf(state.choices()[size_t(choice)]));
      state.take(choice);
    }
    e.schedule = printSchedule(state.draft().schedule);
    return e;
  }
  RecordedEpisode rules(double seconds) { return episode({1}, seconds); }

  std::vector<Demonstration> best(const std::vector<RecordedEpisode> &episodes, DemonstrationPlan plan = {}) {
    return demonstrationsOf(episodes, {{task_->hash, task_}}, 1, memory_, plan);
  }

  TileMemory memory_{testing::sampleMachine()};
  std::shared_ptr<const TaskSummary> task_ = testing::matmulTask(128, 96, 64);
};

TEST_F(DemonstrationTest, TheFastestAreKeptBestFirst) {
  auto all = best({rules(1.0), episode({2}, 0.5), episode({3}, 0.505), episode({4}, 0.7)});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_NEAR(all[0].reward, std::log(2), 1e-9);
  EXPECT_NEAR(all[1].reward, std::log(1 / 0.505), 1e-9);
  EXPECT_EQ(all[0].choices.front(), 2);
  EXPECT_EQ(all[0].choices.size(), all[0].observations.size());
  EXPECT_EQ(all[0].observations.front().candidates, SchedulingState(task_, 1, memory_).observe().candidates);
}

TEST_F(DemonstrationTest, WhereNothingIsBetterTheRulesAreImitated) {
  auto all = best({rules(1.0), episode({2}, 0.99), episode({3}, 2.0)});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].choices, std::vector<int>{1});
  EXPECT_EQ(all[0].reward, 0);
}

TEST_F(DemonstrationTest, EqualSchedulesCountOnceAndOnlySoManyAreKept) {
  auto all = best({rules(1.0), episode({2}, 0.5), episode({2}, 0.5)});
  EXPECT_EQ(all.size(), 1u);
  EXPECT_EQ(best({rules(1.0), episode({2}, 0.5), episode({3}, 0.5), episode({4}, 0.5)}, {.perTask = 2}).size(), 2u);
}

TEST_F(DemonstrationTest, FailuresAreNeverGood) {
  RecordedEpisode crashed = episode({2}, 0.1);
  crashed.verdict.outcome = Outcome::crash;
  auto all = best({rules(1.0), crashed, episode({3}, 0.5)});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].choices.front(), 3);
}

TEST_F(DemonstrationTest, WhatCannotBeWalkedAgainIsLeftOut) {
  RecordedEpisode renamed = episode({2}, 0.5);
  renamed.path[0] = "vectorize %0 [9999, 1, 1] lanes 0";
  RecordedEpisode longer = episode({3}, 0.5);
  longer.path.push_back("next");
  RecordedEpisode elsewhere = episode({4}, 0.5);
  elsewhere.task = "another";
  EXPECT_TRUE(best({rules(1.0), renamed, longer, elsewhere}).empty());
  EXPECT_TRUE(best({episode({2}, 0.5)}).empty()) << "without the rules' time there is no reward";
}

}  // namespace
}  // namespace mlir_rl
