#include "mlir_rl/agent/favourite.h"

#include <gtest/gtest.h>

#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/text.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl {
namespace {

/// Draws at random and judges by what it is told to like.
class Liking : public Policy {
 public:
  explicit Liking(bool rules) : rules_(rules), random_(makeRandomPolicy()) {}
  std::string name() const override { return "liking"; }
  Result<std::vector<Decision>> act(const std::vector<Query> &queries) override { return random_->act(queries); }
  /// The rules' schedule is judged alone, the drawn ones together: the last of them is liked best.
  Result<std::vector<float>> judge(const std::vector<const Observation *> &complete) override {
    std::vector<float> judged(complete.size(), 0);
    if (complete.size() == 1)
      judged[0] = rules_ ? 1 : 0;
    else
      judged.back() = 0.5;
    return judged;
  }

 private:
  bool rules_;
  std::unique_ptr<Policy> random_;
};

class FavouriteTest : public ::testing::Test {
 protected:
  SearchProblem problem_{testing::matmulTask(127, 96, 64), testing::sampleMachine(), 1, 1};
  TileMemory memory_{testing::sampleMachine()};
  std::string rules_ = printSchedule(defaultSchedule(problem_.task, testing::sampleMachine(), 1));
};

TEST_F(FavouriteTest, IsWhatTheJudgeLikesBest) {
  Liking policy(false);
  auto schedules = byFavour(problem_, policy, memory_);
  ASSERT_TRUE(schedules) << schedules.error().message;
  EXPECT_NE(printSchedule((*schedules)[0]), rules_);
  EXPECT_EQ(printSchedule((*schedules)[1]), rules_);
  auto again = byFavour(problem_, policy, memory_);
  EXPECT_EQ(printSchedule((*again)[0]), printSchedule((*schedules)[0]));
}

TEST_F(FavouriteTest, IsTheRulesWhereNothingSeemsClearlyBetter) {
  Liking policy(true);
  auto schedules = byFavour(problem_, policy, memory_);
  ASSERT_TRUE(schedules) << schedules.error().message;
  EXPECT_EQ(printSchedule((*schedules)[0]), rules_);
  EXPECT_NE(printSchedule((*schedules)[1]), rules_);
}

TEST_F(FavouriteTest, WithoutAJudgeIsTheGreedyOne) {
  auto policy = makeFixedPolicy(0);
  auto schedules = byFavour(problem_, *policy, memory_);
  ASSERT_TRUE(schedules) << schedules.error().message;
  EXPECT_EQ(schedules->front(), playEpisodes(problem_.task, 1, memory_, *policy, {nullptr})->front().schedule);
}

}  // namespace
}  // namespace mlir_rl
