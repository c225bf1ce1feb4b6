#include "mlir_rl/evaluate/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

ProgramEvaluation program(std::string name, double seconds, double spread = 0.01) {
  ProgramEvaluation row{.file = name, .name = name, .hash = "hash of " + name, .opType = "contraction"};
  row.setup.machine = "machine";
  row.versions = {{.name = "policy@0", .seconds = seconds, .spread = spread}};
  return row;
}

ProgramEvaluation failing(std::string name) {
  ProgramEvaluation row = program(std::move(name), 0);
  row.versions[0].outcome = "timeout";
  return row;
}

std::vector<std::string> regressions(const EvaluationComparison &comparison) {
  std::vector<std::string> names;
  for (const ComparedVersion *version : comparison.regressions()) names.push_back(version->program);
  return names;
}

TEST(Compare, NamesWhatBecameSlowerBeyondFivePercentAndSpread) {
  std::vector<ProgramEvaluation> before = {program("same", 1), program("little", 1), program("slow", 1),
                                           program("noisy", 1), program("fast", 1)};
  std::vector<ProgramEvaluation> now = {program("same", 1), program("little", 1.04), program("slow", 1.06),
                                        program("noisy", 1.06, 0.08), program("fast", 0.5)};
  Result<EvaluationComparison> comparison = compareEvaluations(before, now);
  ASSERT_TRUE(comparison) << comparison.error().message;
  EXPECT_THAT(regressions(*comparison), ElementsAre("slow"));
  for (const ComparedVersion &version : comparison->versions)
    if (version.program == "fast") EXPECT_DOUBLE_EQ(version.ratio, 2);
  EXPECT_THAT(tableText(*comparison), HasSubstr("REGRESSION: slow policy@0: 0.94 of the earlier speed"));
}

TEST(Compare, FailingNowIsARegressionAndFailingThenIsNot) {
  Result<EvaluationComparison> comparison =
      compareEvaluations({program("breaks", 1), failing("mends")}, {failing("breaks"), program("mends", 1)});
  ASSERT_TRUE(comparison);
  EXPECT_THAT(regressions(*comparison), ElementsAre("breaks"));
}

TEST(Compare, CountsProgramsThatOnlyOneHas) {
  Result<EvaluationComparison> comparison =
      compareEvaluations({program("a", 1), program("b", 1)}, {program("b", 1), program("c", 1)});
  ASSERT_TRUE(comparison);
  EXPECT_THAT(comparison->onlyOld, ElementsAre("a"));
  EXPECT_THAT(comparison->onlyNew, ElementsAre("c"));
}

TEST(Compare, TheLastOfSeveralRowsCounts) {
  Result<EvaluationComparison> comparison = compareEvaluations({program("a", 1), program("a", 3)}, {program("a", 3)});
  ASSERT_TRUE(comparison);
  EXPECT_THAT(regressions(*comparison), ElementsAre());
}

TEST(Compare, TimesOfAnotherMachineAreRefused) {
  ProgramEvaluation other = program("a", 1);
  other.setup.machine = "another";
  Result<EvaluationComparison> comparison = compareEvaluations({other}, {program("a", 1)});
  ASSERT_FALSE(comparison);
  EXPECT_THAT(comparison.error().message, HasSubstr("another machine"));
}

TEST(Compare, ReadsTablesAndSummaries) {
  TemporaryFolder folder;
  std::string row = jsonText(toJson(program("a", 1))), path = folder.path() + "/old_evaluation.json";
  for (const std::string &text :
       {row + "\n" + row + "\n{\"cut", "{\"programs\": [" + row + ", " + row + "], \"summary\": {}}\n"}) {
    ASSERT_TRUE(writeFile(path, text));
    Result<std::vector<ProgramEvaluation>> rows = readEvaluations(path);
    ASSERT_TRUE(rows) << rows.error().message;
    EXPECT_EQ(rows->size(), 2u);
  }
  for (const char *text : {"", "{}\n", "nonsense\n", "{\"programs\": []}\n"}) {
    ASSERT_TRUE(writeFile(path, text));
    EXPECT_FALSE(readEvaluations(path)) << text;
  }
}

}  // namespace
}  // namespace mlir_rl
