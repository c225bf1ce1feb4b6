#include "mlir_rl/env/demonstration.h"

#include <gtest/gtest.h>

#include "mlir_rl/env/candidate_features.h"
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
  /// Those worth imitating, or those that are only judged.
  std::vector<Demonstration> some(bool isGood, const std::vector<RecordedEpisode> &episodes,
                                  DemonstrationPlan plan = {}) {
    std::vector<Demonstration> shown = all(episodes, plan);
    std::erase_if(shown, [=](const Demonstration &d) { return d.isGood != isGood; });
    return shown;
  }
  std::vector<Demonstration> good(const std::vector<RecordedEpisode> &episodes, DemonstrationPlan plan = {}) {
    return some(true, episodes, plan);
  }
  /// Of each choice of a demonstration whether the rules would take it.
  std::vector<bool> asRules(const Demonstration &d) {
    std::vector<bool> marks;
    SchedulingState state(task_, 1, memory_, false);
    for (int choice : d.choices) {
      marks.push_back(
          choicesOfRules(state.choices(), memory_.rules(task_, 1).schedule, state.draft().schedule)[size_t(choice)]);
      state.take(choice);
    }
    marks.pop_back();  // `end`
    return marks;
  }

  TileMemory memory_{testing::sampleMachine()};
  std::shared_ptr<const TaskSummary> task_ = testing::matmulTask(128, 96, 64);
};

TEST_F(DemonstrationTest, TheBestIsGoodAndAllAreJudged) {
  std::vector<RecordedEpisode> episodes = {rules(1.0), episode({2}, 0.5), episode({3}, 0.7)};
  std::vector<Demonstration> best = good(episodes), judged = some(false, episodes);
  ASSERT_EQ(best.size(), 1u);
  EXPECT_NEAR(best[0].reward, std::log(2), 1e-9);
  EXPECT_EQ(best[0].choices.size(), best[0].observations.size());
  EXPECT_EQ(best[0].observations.back().candidates, 1) << "ends with `end`";
  SchedulingState learner(task_, 1, memory_, false);
  EXPECT_EQ(best[0].observations[0].candidates, int(learner.choices().size())) << "learners do not have `rules`";
  ASSERT_EQ(judged.size(), 3u);
  EXPECT_EQ(judged[0].reward, 0);
  EXPECT_NEAR(judged[2].reward, std::log(1 / 0.7), 1e-9);
  for (const Demonstration &d : judged) EXPECT_EQ(d.observations.size(), 1u) << "the complete schedule alone";
}

TEST_F(DemonstrationTest, WhereNothingIsBetterTheRulesAreFollowedChoiceByChoice) {
  std::vector<Demonstration> shown = good({rules(1.0), episode({2}, 0.99), episode({3}, 2.0)});
  ASSERT_EQ(shown.size(), 1u);
  EXPECT_EQ(shown[0].reward, 0);
  EXPECT_GT(shown[0].choices.size(), 2u);
  for (bool mark : asRules(shown[0])) EXPECT_TRUE(mark);
}

TEST_F(DemonstrationTest, OfEpisodesThatAreAsGoodTheOneNearestToTheRulesIsImitated) {
  // The rules' choices with one other before them, and three others.
  std::vector<int> near = {4}, far = {4, 3, 5};
  auto shown = good({rules(1.0), episode(far, 0.5), episode(near, 0.51)});
  ASSERT_EQ(shown.size(), 1u);
  EXPECT_NEAR(shown[0].reward, std::log(1 / 0.51), 1e-9);
}

TEST_F(DemonstrationTest, EqualSchedulesCountOnceAndOnlySoManyAreGood) {
  EXPECT_EQ(good({rules(1.0), episode({2}, 0.5), episode({2}, 0.5)}).size(), 1u);
  EXPECT_LE(good({rules(1.0), episode({2}, 0.5), episode({3}, 0.5), episode({4}, 0.5)}, {.perTask = 2}).size(), 2u);
}

TEST_F(DemonstrationTest, FailuresAreNeverGood) {
  RecordedEpisode crashed = episode({2}, 0.1);
  crashed.verdict.outcome = Outcome::crash;
  std::vector<RecordedEpisode> episodes = {rules(1.0), crashed, episode({3}, 0.5)};
  ASSERT_EQ(good(episodes).size(), 1u);
  EXPECT_NEAR(good(episodes)[0].reward, std::log(2), 1e-9);
  EXPECT_EQ(some(false, episodes)[1].reward, -3);
}

TEST_F(DemonstrationTest, WhatCannotBeWalkedAgainIsLeftOut) {
  RecordedEpisode renamed = episode({2}, 0.5);
  renamed.path[0] = "vectorize %0 [9999, 1, 1] lanes 0";
  RecordedEpisode illegal = episode({5}, 1.1);
  illegal.schedule = "vectorize %7 [9999] lanes 0; stop";
  RecordedEpisode longer = episode({3}, 0.5);
  longer.path.push_back("next");
  RecordedEpisode elsewhere = episode({4}, 0.5);
  elsewhere.task = "another";
  std::vector<RecordedEpisode> episodes = {rules(1.0), renamed, illegal, longer, elsewhere};
  ASSERT_EQ(good(episodes).size(), 1u);
  EXPECT_EQ(good(episodes)[0].reward, 0) << "what the rules do";
  // Schedules of the first and the third are legal, whatever their paths were.
  EXPECT_EQ(some(false, episodes).size(), 3u);
  EXPECT_TRUE(all({episode({2}, 0.5)}).empty()) << "without the rules' time there is no reward";
}

}  // namespace
}  // namespace mlir_rl
