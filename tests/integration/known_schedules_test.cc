// The table of known schedules in docs/schedules.md: each applies to its program, its nest is the one predicted, and
// the code it makes gives the outputs of the unscheduled program.

#include <fstream>
#include <regex>

#include "mlir_rl/nest/nest.h"
#include "mlir_rl/optimize/subject.h"
#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/transform/apply.h"
#include "mlir_rl/transform/read_nest.h"
#include "tests/integration/worker.h"

namespace mlir_rl {
namespace {

struct KnownSchedule {
  std::string program, schedule;
};

void PrintTo(const KnownSchedule &known, std::ostream *out) { *out << known.program << ": " << known.schedule; }

std::vector<KnownSchedule> knownSchedules() {
  std::vector<KnownSchedule> all;
  std::ifstream doc(MLIR_RL_SOURCE_DIR "/docs/schedules.md");
  static const std::regex row(R"(\| ((?:ops|layers|nets)/\w+) \|.*\| `([^`]*)` \|)");
  std::smatch found;
  for (std::string line; std::getline(doc, line);)
    if (std::regex_match(line, found, row)) all.push_back({found[1], found[2]});
  return all;
}

Subject subjectOf(const KnownSchedule &known) {
  auto program = readProgram(MLIR_RL_SOURCE_DIR "/benchmarks/" + known.program + ".mlir", ParseOptions());
  EXPECT_TRUE(program) << program.error().message;
  return *makeSubject(*program);
}

void expectRuns(const KnownSchedule &known, const Subject &subject) {
  auto script = subject.script({*parseSchedule(known.schedule)});
  ASSERT_TRUE(script) << script.error().message;
  auto runner = makeWorkerRunner(testing::workerOptions());
  ASSERT_TRUE(runner && (*runner)->load(subject.load));
  MeasureRequest request{.id = 1, .program = subject.load.program, .variants = {*script}, .minSeconds = 0};
  Measurement m = testing::measure(**runner, request);
  EXPECT_EQ(m.outcome, Outcome::ok) << m.message;
}

/// Unscheduled code of this many operations runs for less than a second.
constexpr double kFastFlops = 7e8;

void expectAllRun(bool fast) {
  for (const KnownSchedule &known : knownSchedules()) {
    SCOPED_TRACE(::testing::PrintToString(known));
    Subject subject = subjectOf(known);
    if ((subject.flops < kFastFlops) == fast) expectRuns(known, subject);
  }
}

TEST(KnownSchedules, NestsAreReadBack) {
  EXPECT_GE(knownSchedules().size(), 19u);
  for (const KnownSchedule &known : knownSchedules()) {
    SCOPED_TRACE(::testing::PrintToString(known));
    Subject subject = subjectOf(known);
    ASSERT_EQ(subject.tasks.size(), 1u);
    Schedule schedule = *parseSchedule(known.schedule);
    auto nest = replay(subject.tasks[0].summary, schedule);
    ASSERT_TRUE(nest) << nest.error().message;
    Program module = subject.prepared.clone();
    ASSERT_TRUE(applyScript(module, *subject.script({schedule})));
    EXPECT_EQ(nestDifferences(*nest, readNest(module)), "");
  }
}

TEST(KnownSchedules, GiveTheUnscheduledOutputs) { expectAllRun(/*fast=*/true); }
TEST(KnownSchedulesSlow, GiveTheUnscheduledOutputs) { expectAllRun(/*fast=*/false); }

}  // namespace
}  // namespace mlir_rl
