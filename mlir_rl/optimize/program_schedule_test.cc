#include "mlir_rl/optimize/program_schedule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/text.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl {
namespace {

using ::testing::HasSubstr;
using Tasks = std::vector<std::shared_ptr<const TaskSummary>>;

std::shared_ptr<const TaskSummary> named(const std::string &hash, int64_t extent) {
  auto task = std::make_shared<TaskSummary>(*testing::matmulTask(extent, extent, extent));
  task->hash = hash;
  task->name = "task_" + hash;
  return task;
}

Tasks two() { return {named("aaaa", 64), named("bbbb", 32)}; }

Result<std::vector<Schedule>> parse(std::string_view text, const Tasks &tasks) {
  return parseSchedules(text, tasks, testing::sampleMachine(), 1);
}

std::string messageOf(std::string_view text, const Tasks &tasks) {
  auto schedules = parse(text, tasks);
  EXPECT_FALSE(schedules) << text;
  if (schedules) return "";
  EXPECT_EQ(schedules.error().kind, ErrorKind::usage);
  return schedules.error().message;
}

TEST(ProgramSchedule, OneTaskNeedsNoHeader) {
  auto schedules = parse("tile %0 [8, 0, 0]; stop", {named("aaaa", 64)});
  ASSERT_TRUE(schedules) << schedules.error().message;
  EXPECT_EQ(printSchedule(schedules->at(0)), "tile %0 [8, 0, 0]; stop");
}

TEST(ProgramSchedule, NamesTasksByHashNameAndPlace) {
  for (const char *name : {"bbbb", "task_bbbb", "1"}) {
    auto schedules = parse(std::string("# two\n task ") + name + ": tile %0 [8, 0, 0]; # one\n  stop\n", two());
    ASSERT_TRUE(schedules) << schedules.error().message;
    EXPECT_EQ(schedules->at(0), defaultSchedule(two()[0], testing::sampleMachine(), 1)) << "not named";
    EXPECT_EQ(printSchedule(schedules->at(1)), "tile %0 [8, 0, 0]; stop");
  }
}

TEST(ProgramSchedule, ActionsWithoutAnOpAreForEachTask) {
  auto stop = parse("stop", two());
  ASSERT_TRUE(stop);
  EXPECT_EQ(printSchedule(stop->at(0)), "stop");
  EXPECT_EQ(printSchedule(stop->at(1)), "stop");
  auto rules = parse("default", two());
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->at(1), defaultSchedule(two()[1], testing::sampleMachine(), 1));
}

TEST(ProgramSchedule, PrintsWhatItReads) {
  auto schedules = parse("task aaaa\ntile %0 [8, 0, 0]\nstop\ntask bbbb: default", two());
  ASSERT_TRUE(schedules) << schedules.error().message;
  std::string text = printSchedules({{"aaaa", schedules->at(0)}, {"bbbb", schedules->at(1)}});
  EXPECT_THAT(text, ::testing::StartsWith("task aaaa: tile %0 [8, 0, 0]; stop\ntask bbbb: "));
  EXPECT_EQ(*parse(text, two()), *schedules);
}

TEST(ProgramSchedule, SaysWhatIsWrong) {
  EXPECT_THAT(messageOf("tile %0 [8, 0, 0]", two()), HasSubstr("2 tasks: say of which"));
  EXPECT_THAT(messageOf("\ntask cccc: stop", two()), HasSubstr("line 2: the program has no task cccc"));
  EXPECT_THAT(messageOf("task 0: stop; task aaaa: stop", two()), HasSubstr("a second schedule for task aaaa"));
  EXPECT_THAT(messageOf("stop\ntask 0: stop", two()), HasSubstr("before the first 'task'"));
  EXPECT_THAT(messageOf("task 0: stop\ntask 1: tile %0", two()), HasSubstr("line 2, column 16: expected"));
  EXPECT_THAT(messageOf("task 1: stop; stop", two()),
              HasSubstr("action 2 of the schedule of task task_bbbb: 'stop' is refused: "));
}

}  // namespace
}  // namespace mlir_rl
