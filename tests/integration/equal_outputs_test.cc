// Whatever legal schedule a task gets, its outputs are those of the unscheduled program.

#include <gtest/gtest.h>

#include <map>

#include "mlir_rl/optimize/subject.h"
#include "mlir_rl/schedule/text.h"
#include "tests/integration/every_program.h"
#include "tests/integration/random_schedules.h"
#include "tests/integration/worker.h"

namespace mlir_rl {
namespace {

/// Every task of the small forms, known to the workers.
struct SmallTasks {
  std::vector<std::pair<std::string, SubjectTask>> tasks;  ///< with the file each is from
  std::unique_ptr<Runner> runner;

  static SmallTasks make() {
    SmallTasks all;
    auto runner = makeWorkerRunner(testing::workerOptions(2));
    EXPECT_TRUE(runner) << runner.error().message;
    all.runner = *std::move(runner);
    for (const testing::SmallProgram &small : testing::everyProgram()) {
      auto program = parseProgram(testing::smallText(small), small.file, ParseOptions());
      auto subject = makeSubject(*program);
      EXPECT_TRUE(subject) << small.file << ": " << subject.error().message;
      for (SubjectTask &task : subject->tasks) {
        EXPECT_TRUE(all.runner->load(task.load));
        all.tasks.emplace_back(small.file, std::move(task));
      }
    }
    return all;
  }
};

MeasureRequest requestOf(const SubjectTask &task, int64_t id, const std::string &script) {
  MeasureRequest request{.id = id, .program = task.load.program, .variants = {script}};
  request.llvmPipeline = id % 4 == 0 ? "O3" : "fast";
  request.inputSets = {"normal", "negative", "zeros", "large"};
  request.minSamples = 1;
  request.minSeconds = 0;
  return request;
}

void expectEqualOutputs(uint64_t firstSeed, int count) {
  SmallTasks all = SmallTasks::make();
  std::map<int64_t, std::string> what;
  auto take = [&](const MeasureReply &reply) {
    const Measurement &m = reply.measurements.at(0);
    EXPECT_EQ(m.outcome, Outcome::ok) << nameOf(m.outcome) << ": " << m.message << "\n" << what.at(reply.id);
    what.erase(reply.id);
  };
  for (int i = 0; i < count; ++i) {
    const auto &[file, task] = all.tasks[size_t(i) % all.tasks.size()];
    Schedule schedule = testing::anySchedule(task.summary, firstSeed + uint64_t(i));
    auto script = printScript({{task.summary, schedule}});
    ASSERT_TRUE(script) << script.error().message;
    while (int(what.size()) >= all.runner->slots()) take(**all.runner->next());
    what[i] = file + ", task " + task.summary->name + ": " + printSchedule(schedule);
    ASSERT_TRUE(all.runner->submit(requestOf(task, i, *script)));
  }
  while (!what.empty()) take(**all.runner->next());
}

TEST(EqualOutputs, OfRandomSchedules) { expectEqualOutputs(1, 60); }
TEST(EqualOutputsSlow, OfRandomSchedules) { expectEqualOutputs(10000, 500); }

}  // namespace
}  // namespace mlir_rl
