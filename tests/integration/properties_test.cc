// What nest/ predicts of a schedule is what MLIR makes of it: random schedules of every task of every program.

#include <gtest/gtest.h>

#include "mlir_rl/nest/nest.h"
#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/schedule/script.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/transform/apply.h"
#include "mlir_rl/transform/read_nest.h"
#include "tests/conformance/sample_tasks.h"
#include "tests/integration/every_program.h"
#include "tests/integration/random_schedules.h"

namespace mlir_rl {
namespace {

struct TaskModule {
  std::string file;
  std::shared_ptr<const TaskSummary> summary;
  Program module;
};

const std::vector<TaskModule> &everyTask() {
  static const std::vector<TaskModule> tasks = [] {
    std::vector<TaskModule> all;
    for (const testing::SmallProgram &program : testing::everyProgram()) {
      Program shipped = testing::shippedProgram(program);
      auto prepared = prepare(shipped);
      for (Task &task : prepared->tasks) {
        auto module = parsePrepared(task.moduleText, program.file, task.summary.name);
        EXPECT_TRUE(module) << program.file << ": " << module.error().message;
        all.push_back({program.file, std::make_shared<TaskSummary>(task.summary), std::move(*module)});
      }
    }
    return all;
  }();
  return tasks;
}

/// Empty when the nest predicted is the nest read.
std::string disagreement(const TaskModule &task, const Schedule &schedule) {
  auto predicted = replay(task.summary, schedule);
  if (!predicted) return "the schedule is refused: " + predicted.error().message;
  auto script = printScript({{task.summary, schedule}});
  if (!script) return "the script does not print: " + script.error().message;
  Program module = task.module.clone();
  if (Status applied = applyScript(module, *script); !applied) return applied.error().message;
  return nestDifferences(*predicted, readNest(module));
}

void expectAgreement(const TaskModule &task, const Schedule &schedule) {
  std::string why = disagreement(task, schedule);
  EXPECT_EQ(why, "") << task.file << ", task " << task.summary->name << "\nschedule: " << printSchedule(schedule)
                     << "\nuntouched:\n"
                     << printNest(makeNest(task.summary));
}

/// `pairs` schedules from `firstSeed` on, each whole and cut after a random action.
void comparePairs(uint64_t firstSeed, int pairs) {
  int actions = 0;
  for (int i = 0; i < pairs; ++i) {
    const TaskModule &task = everyTask()[size_t(i) % everyTask().size()];
    Schedule schedule = testing::anySchedule(task.summary, firstSeed + uint64_t(i));
    actions += int(schedule.actions.size());
    expectAgreement(task, schedule);
    if (schedule.actions.size() < 2) continue;
    schedule.actions.resize(1 + (firstSeed + uint64_t(i)) % (schedule.actions.size() - 1));
    expectAgreement(task, schedule);
  }
  EXPECT_GT(actions, pairs * 2);
}

TEST(NestProperty, PredictedIsReadBack) { comparePairs(1, 300); }
TEST(NestPropertySlow, PredictedIsReadBack) { comparePairs(1000, 2000); }

TEST(NestProperty, RulesOfEveryTaskAreReadBack) {
  for (const TaskModule &task : everyTask())
    for (int threads : {1, 2}) expectAgreement(task, defaultSchedule(task.summary, testing::sampleMachine(), threads));
}

}  // namespace
}  // namespace mlir_rl
