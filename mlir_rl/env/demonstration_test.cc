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

  std::vector<Demonstration> all(const std::vector<RecordedEpisode> &episodes, DemonstrationPlan plan = {}) {
    return demonstrationsOf(episodes, {{task_->hash, task_}}, 1, memory_, plan);
  }
  /// First choices of the good ones.
  std::vector<int> good(const std::vector<RecordedEpisode> &episodes, DemonstrationPlan plan = {}) {
    std::vector<int> first;
    for (const Demonstration &d : all(episodes, plan))
      if (d.isGood) first.push_back(d.choices.front());
    return first;
  }

  TileMemory memory_{testing::sampleMachine()};
  std::shared_ptr<const TaskSummary> task_ = testing::matmulTask(128, 96, 64);
};

TEST_F(DemonstrationTest, TheFastestAreGoodAndAllAreJudged) {
  auto shown = all({rules(1.0), episode({2}, 0.5), episode({3}, 0.505), episode({4}, 0.7)});
  ASSERT_EQ(shown.size(), 4u);
  EXPECT_FALSE(shown[0].isGood);
  EXPECT_EQ(shown[0].reward, 0);
  EXPECT_EQ(shown[0].observations.size(), 1u) << "the complete schedule alone";
  EXPECT_TRUE(shown[1].isGood);
  EXPECT_NEAR(shown[1].reward, std::log(2), 1e-9);
  EXPECT_EQ(shown[1].choices.size(), shown[1].observations.size());
  EXPECT_EQ(shown[1].observations.back().candidates, 1) << "ends with `end`";
  EXPECT_TRUE(shown[2].isGood);
  EXPECT_FALSE(shown[3].isGood);
  EXPECT_NEAR(shown[3].reward, std::log(1 / 0.7), 1e-9);
}

TEST_F(DemonstrationTest, LearnersDoNotHaveTheChoiceOfTheRules) {
  SchedulingState learner(task_, 1, memory_, false);
  for (const Candidate &choice : learner.choices()) EXPECT_NE(choice.kind, CandidateKind::rules);
  EXPECT_EQ(all({rules(1.0), episode({2}, 0.5)})[1].observations[0].candidates, int(learner.choices().size()));
}

TEST_F(DemonstrationTest, WhereNothingIsBetterWhatIsNearTheRulesIsGood) {
  EXPECT_EQ(good({rules(1.0), episode({2}, 1.01), episode({3}, 2.0)}).size(), 1u);
  EXPECT_TRUE(good({rules(1.0), episode({2}, 1.2), episode({3}, 2.0)}).empty());
}

TEST_F(DemonstrationTest, EqualSchedulesCountOnceAndOnlySoManyAreGood) {
  EXPECT_EQ(good({rules(1.0), episode({2}, 0.5), episode({2}, 0.5)}).size(), 1u);
  EXPECT_EQ(good({rules(1.0), episode({2}, 0.5), episode({3}, 0.5), episode({4}, 0.5)}, {.perTask = 2}).size(), 2u);
}

TEST_F(DemonstrationTest, FailuresAreNeverGood) {
  RecordedEpisode crashed = episode({2}, 0.1);
  crashed.verdict.outcome = Outcome::crash;
  auto shown = all({rules(1.0), crashed, episode({3}, 0.5)});
  ASSERT_EQ(shown.size(), 3u);
  EXPECT_FALSE(shown[1].isGood);
  EXPECT_EQ(shown[1].reward, -3);
  EXPECT_TRUE(shown[2].isGood);
}

TEST_F(DemonstrationTest, WhatCannotBeWalkedAgainIsLeftOut) {
  RecordedEpisode renamed = episode({2}, 0.5);
  renamed.path[0] = "vectorize %0 [9999, 1, 1] lanes 0";
  RecordedEpisode illegal = episode({5}, 0.9);
  illegal.schedule = "vectorize %7 [9999] lanes 0; stop";
  RecordedEpisode longer = episode({3}, 0.5);
  longer.path.push_back("next");
  RecordedEpisode elsewhere = episode({4}, 0.5);
  elsewhere.task = "another";
  EXPECT_EQ(all({rules(1.0), renamed, illegal, longer, elsewhere}).size(), 1u);
  EXPECT_TRUE(all({episode({2}, 0.5)}).empty()) << "without the rules' time there is no reward";
}

}  // namespace
}  // namespace mlir_rl
