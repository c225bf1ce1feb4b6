// Episodes on real programs, measured by real workers.

#include "mlir_rl/env/measured_vector.h"

#include <gtest/gtest.h>

#include "mlir_rl/optimize/subject.h"
#include "mlir_rl/support/seed.h"
#include "tests/conformance/sample_tasks.h"
#include "tests/integration/every_program.h"
#include "tests/integration/worker.h"

namespace mlir_rl {
namespace {

std::vector<SubjectTask> smallTasks(TileMemory &memory) {
  std::vector<SubjectTask> tasks;
  for (const testing::SmallProgram &small : testing::everyProgram()) {
    if (!small.file.starts_with("ops/matmul_odd") && !small.file.starts_with("nets/mlp")) continue;
    auto subject = makeSubject(*parseProgram(testing::smallText(small), small.file, ParseOptions()));
    for (SubjectTask &task : subject->tasks)
      if (isSchedulable(task.summary, 1, memory)) tasks.push_back(std::move(task));
  }
  return tasks;
}

TEST(TaskOfEpisode, VisitsEachTaskOnceARound) {
  for (uint64_t round = 0; round < 5; ++round) {
    std::set<size_t> seen;
    for (uint64_t i = 0; i < 7; ++i) seen.insert(taskOfEpisode(3, round * 7 + i, 7));
    EXPECT_EQ(seen.size(), 7u);
  }
}

/// Random episodes in four slots at once; each ends with a reward.
TEST(MeasuredVector, PlaysRandomEpisodes) {
  TileMemory memory(testing::sampleMachine());
  Ledger ledger;
  auto runner = *makeWorkerRunner(testing::workerOptions(2));
  auto many = makeMeasuredVector(smallTasks(memory), {testing::sampleMachine(), 1, 1, 4}, *runner, ledger, memory);
  Random random = makeRandom(1);
  uint64_t started = 0;
  int ended = 0;
  for (int slot = 0; slot < 4; ++slot) ASSERT_TRUE(many->sendReset(slot, started++));
  while (ended < 24) {
    auto answer = many->receive();
    ASSERT_TRUE(answer) << answer.error().message;
    if (!answer->step.terminated) {
      int choice = int(uniformBelow(random, uint64_t(answer->step.observation.candidates)));
      ASSERT_TRUE(many->sendStep(answer->slot, choice));
      continue;
    }
    ++ended;
    auto info = nlohmann::json::parse(answer->step.info);
    EXPECT_TRUE(info["outcome"] == "ok" || info["outcome"] == "cut") << info;
    EXPECT_NEAR(answer->step.reward,
                std::max(-3.0, std::log(info["rules_seconds"].get<double>() / info["seconds"].get<double>())), 1e-9);
    if (started < 24) ASSERT_TRUE(many->sendReset(answer->slot, started++));
  }
  EXPECT_FALSE(many->receive());
  auto statistics = ledger.statistics();
  EXPECT_GE(statistics["measured"].get<int>(), 20);
  EXPECT_GT(statistics["seconds"]["lower"].get<double>(), 0);
}

TEST(MeasuredVector, RulesEarnNothing) {
  TileMemory memory(testing::sampleMachine());
  Ledger ledger;
  auto runner = *makeWorkerRunner(testing::workerOptions(1));
  auto many = makeMeasuredVector(smallTasks(memory), {testing::sampleMachine(), 1, 1, 1}, *runner, ledger, memory);
  ASSERT_TRUE(many->sendReset(0, 0));
  ASSERT_TRUE(many->receive());
  EXPECT_FALSE(many->sendStep(0, 1000));
  ASSERT_TRUE(many->sendStep(0, 1));
  auto end = many->receive();
  ASSERT_TRUE(end) << end.error().message;
  EXPECT_TRUE(end->step.terminated);
  EXPECT_EQ(end->step.reward, 0);
}

}  // namespace
}  // namespace mlir_rl
