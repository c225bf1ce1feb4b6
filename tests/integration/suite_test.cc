// Each program of the suites under the rules' schedules gives the outputs of the unscheduled program.

#include "mlir_rl/generate/suite.h"

#include "mlir_rl/measure/topology.h"
#include "mlir_rl/optimize/subject.h"
#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"
#include "tests/integration/worker.h"

namespace mlir_rl {
namespace {

/// The rows' programs, whether or not their files are in benchmarks/.
void checkSuite(const char *name) {
  Machine machine = readMachine();
  auto runner = makeWorkerRunner(testing::workerOptions());
  ASSERT_TRUE(runner) << runner.error().message;
  auto suite = findSuite(name);
  ASSERT_TRUE(suite) << suite.error().message;
  TemporaryFolder folder;
  for (const SuiteProgram &row : suite->programs()) {
    SCOPED_TRACE(row.name);
    // A worker keeps the programs that it has loaded by their paths.
    std::string file = folder.path() + "/" + row.name + ".mlir";
    auto item = makeItem(row);
    ASSERT_TRUE(item) << item.error().message;
    ASSERT_TRUE(writeFile(file, item->text));
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

TEST(SuitesSlow, RulesGiveTheOutputsOfSingleOps) { checkSuite("single_ops"); }

TEST(SuitesSlow, RulesGiveTheOutputsOfLayersWithConstantWeights) { checkSuite("layers"); }

}  // namespace
}  // namespace mlir_rl
