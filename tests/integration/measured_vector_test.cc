// Episodes on real programs, measured by real workers.

#include "mlir_rl/env/measured_vector.h"

#include <gtest/gtest.h>

#include "mlir_rl/env/recorded_environment.h"
#include "mlir_rl/env/recorder.h"
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
  ASSERT_TRUE(many->receive());
  ASSERT_TRUE(many->sendStep(0, 0));  // `end`
  auto end = many->receive();
  ASSERT_TRUE(end) << end.error().message;
  EXPECT_TRUE(end->step.terminated);
  EXPECT_EQ(end->step.reward, 0);
}

/// What was recorded is what can be chosen, and gives what was measured.
TEST(Recorded, ReplaysItsEpisodes) {
  testing::SmallProgram small;
  for (const testing::SmallProgram &program : testing::everyProgram())
    if (program.file == "ops/matmul_odd.mlir") small = program;
  auto recording = std::make_shared<Recording>();
  recording->machine = testing::sampleMachine();
  recording->programs = {{small.file, testing::smallText(small)}};
  TileMemory memory(recording->machine);
  Ledger ledger;
  auto runner = *makeWorkerRunner(testing::workerOptions(2));
  auto subject = makeSubject(*parseProgram(recording->programs[0].text, small.file, ParseOptions()));
  RecorderOptions options;
  options.episodesPerTask = 12;
  auto episodes = recordEpisodes(subject->tasks, 1, options, *runner, ledger, memory);
  ASSERT_TRUE(episodes) << episodes.error().message;
  EXPECT_EQ(episodes->size(), 12u);
  recording->episodes = *episodes;
  for (const RecordedEpisode &e : *episodes) {
    EXPECT_TRUE(e.verdict.outcome == Outcome::ok || e.verdict.outcome == Outcome::cut) << e.schedule;
    EXPECT_GT(e.verdict.seconds, 0) << e.schedule;
  }

  size_t tasks = 0;
  auto environment = makeRecordedEnvironment(recording, 1, /*named=*/true, &tasks);
  ASSERT_TRUE(environment) << environment.error().message;
  EXPECT_EQ(tasks, 1u);
  for (const RecordedEpisode &e : *episodes) {
    Observation o = *(*environment)->reset(0);
    for (size_t i = 0; i < e.path.size(); ++i) {
      auto at = std::find(o.names.begin(), o.names.end(), e.path[i]);
      ASSERT_NE(at, o.names.end()) << e.path[i];
      Step step = *(*environment)->step(int(at - o.names.begin()));
      EXPECT_EQ(step.terminated, i + 1 == e.path.size());
      if (step.terminated) EXPECT_EQ(nlohmann::json::parse(step.info)["schedule"], e.schedule);
      o = step.observation;
    }
  }
}

}  // namespace
}  // namespace mlir_rl
