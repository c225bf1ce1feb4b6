// Each program of the suites under the rules' schedules gives the outputs of the unscheduled program.

#include <algorithm>
#include <filesystem>

#include "mlir_rl/measure/topology.h"
#include "mlir_rl/optimize/subject.h"
#include "mlir_rl/schedule/defaults.h"
#include "tests/integration/worker.h"

namespace mlir_rl {
namespace {

std::vector<std::string> suiteFiles() {
  std::vector<std::string> files;
  for (auto &entry : std::filesystem::recursive_directory_iterator(MLIR_RL_SOURCE_DIR "/benchmarks/suites"))
    if (entry.path().extension() == ".mlir") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

TEST(SuitesSlow, RulesGiveTheOutputsOfTheUnscheduledProgram) {
  Machine machine = readMachine();
  auto runner = makeWorkerRunner(testing::workerOptions());
  ASSERT_TRUE(runner) << runner.error().message;
  for (const std::string &file : suiteFiles()) {
    SCOPED_TRACE(file);
    auto program = readProgram(file, ParseOptions());
    ASSERT_TRUE(program) << program.error().message;
    auto subject = makeSubject(*program);
    ASSERT_TRUE(subject) << subject.error().message;
    std::vector<Schedule> schedules;
    for (const SubjectTask &task : subject->tasks) schedules.push_back(defaultSchedule(task.summary, machine, 1));
    auto script = subject->script(schedules);
    ASSERT_TRUE(script) << script.error().message;
    subject->load.program = file;
    ASSERT_TRUE((*runner)->load(subject->load));
    MeasureRequest request{.id = 1, .program = subject->load.program, .variants = {*script}, .minSeconds = 0};
    request.inputSets = {"normal", "negative", "zeros", "large"};
    Measurement m = testing::measure(**runner, request);
    EXPECT_EQ(m.outcome, Outcome::ok) << m.message;
  }
}

}  // namespace
}  // namespace mlir_rl
