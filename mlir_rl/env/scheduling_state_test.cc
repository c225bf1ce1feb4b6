#include "mlir_rl/env/scheduling_state.h"

#include <gtest/gtest.h>

#include <set>

#include "mlir_rl/env/features.h"
#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/support/seed.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl {
namespace {

std::vector<std::shared_ptr<const TaskSummary>> sampleTasks() {
  return {testing::matmulTask(127, 96, 64), testing::convTask(16, 8, 14, 3), testing::softmaxTask(24, 40)};
}

Schedule playRandomly(const std::shared_ptr<const TaskSummary> &task, TileMemory &memory, Random &random) {
  SchedulingState state(task, 1, memory);
  while (!state.finished()) state.take(int(uniformBelow(random, uint64_t(state.choices().size()))));
  return state.draft().schedule;
}

TEST(SchedulingState, RandomEpisodesEndInLegalSchedules) {
  TileMemory memory(testing::sampleMachine());
  std::set<std::string> distinct;
  Random random = makeRandom(5);
  for (int episode = 0; episode < 100; ++episode)
    for (const auto &task : sampleTasks()) {
      Schedule schedule = playRandomly(task, memory, random);
      Result<LoopNest> nest = replay(task, schedule);
      ASSERT_TRUE(nest) << nest.error().message << "\n" << printSchedule(schedule);
      EXPECT_TRUE(nest->stopped);
      distinct.insert(printSchedule(schedule));
    }
  EXPECT_GT(distinct.size(), 100u);
}

/// Whatever happened before, `choices` refuses nothing that it lists.
TEST(SchedulingStateSlow, TenThousandEpisodesWithoutARefusedAction) {
  TileMemory memory(testing::sampleMachine());
  Random random = makeRandom(6);
  for (int episode = 0; episode < 3334; ++episode)
    for (const auto &task : sampleTasks()) ASSERT_TRUE(replay(task, playRandomly(task, memory, random)));
}

TEST(SchedulingState, RulesGiveTheDefaultSchedule) {
  TileMemory memory(testing::sampleMachine());
  for (const auto &task : sampleTasks()) {
    SchedulingState state(task, 1, memory);
    ASSERT_EQ(state.choices()[1].kind, CandidateKind::rules);
    state.take(1);
    ASSERT_EQ(state.choices().size(), 1u);
    EXPECT_EQ(nameOf(state.choices()[0]), "end");
    EXPECT_FALSE(state.finished());
    state.take(0);
    EXPECT_TRUE(state.finished());
    EXPECT_EQ(state.draft().schedule, defaultSchedule(task, testing::sampleMachine(), 1));
  }
}

TEST(SchedulingState, AlwaysNextIsLegal) {
  TileMemory memory(testing::sampleMachine());
  SchedulingState state(testing::convTask(16, 8, 14, 3), 2, memory);
  while (!state.finished()) state.take(0);
  EXPECT_TRUE(replay(testing::convTask(16, 8, 14, 3), state.draft().schedule));
}

TEST(SchedulingState, OffersTheRegisterTileOfTheRules) {
  TileMemory memory(testing::sampleMachine());
  auto task = testing::matmulTask(128, 128, 128);
  SchedulingState state(task, 1, memory);
  Draft plain = Draft::of(task);
  plain.finish(testing::sampleMachine());
  const Action &vectorize = plain.schedule.actions.front();
  bool offered = false;
  for (const Candidate &choice : state.choices()) offered |= choice.action == vectorize;
  EXPECT_TRUE(offered) << printAction(vectorize);
}

TEST(Observation, HasTheShapeOfItsSchema) {
  TileMemory memory(testing::sampleMachine());
  const ObservationSchema &schema = schedulingSchema();
  Random random = makeRandom(7);
  for (const auto &task : sampleTasks())
    for (SchedulingState state(task, 1, memory); !state.finished();) {
      Observation o = state.observe();
      EXPECT_EQ(o.candidates, int(state.choices().size()));
      EXPECT_EQ(o.tokenFeatures.size(), size_t(o.tokens * schema.tokenWidth));
      EXPECT_EQ(o.candidateFeatures.size(), size_t(o.candidates * schema.candidateWidth));
      EXPECT_EQ(o.candidateToken.size(), size_t(o.candidates));
      for (float value : o.tokenFeatures) ASSERT_TRUE(value >= -10 && value <= 10);
      for (float value : o.candidateFeatures) ASSERT_TRUE(value >= -10 && value <= 10);
      state.take(int(uniformBelow(random, uint64_t(o.candidates))));
    }
}

TEST(Observation, NamesItsColumns) {
  EXPECT_EQ(int(tokenColumns().size()), schedulingSchema().tokenWidth);
  for (const auto &names : {tokenColumns(), candidateColumns()})
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
}

}  // namespace
}  // namespace mlir_rl
