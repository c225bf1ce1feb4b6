// What nest/ predicts of a schedule is what MLIR makes of it: random schedules of every task of every program.

#include <gtest/gtest.h>

#include "mlir_rl/nest/nest.h"
#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/text.h"
#include "tests/conformance/sample_tasks.h"
#include "tests/integration/every_program.h"
#include "tests/integration/random_schedules.h"
#include "tests/integration/task_module.h"

namespace mlir_rl {
namespace {

using testing::disagreement;
using testing::TaskModule;

const std::vector<TaskModule> &everyTask() {
  static const std::vector<TaskModule> tasks = [] {
    std::vector<TaskModule> all;
    for (const testing::SmallProgram &program : testing::everyProgram()) {
      Program shipped = testing::shippedProgram(program);
      auto tasks = testing::taskModules(shipped, program.file);
      EXPECT_TRUE(tasks) << program.file << ": " << tasks.error().message;
      std::move(tasks->begin(), tasks->end(), std::back_inserter(all));
    }
    return all;
  }();
  return tasks;
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
