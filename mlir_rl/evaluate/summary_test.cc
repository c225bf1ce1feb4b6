#include "mlir_rl/evaluate/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace mlir_rl {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

EvaluatedVersion right(std::string name, double seconds) { return {.name = std::move(name), .seconds = seconds}; }

ProgramEvaluation program(std::string name, std::vector<EvaluatedVersion> versions) {
  ProgramEvaluation row{.file = name + ".mlir", .name = name, .hash = "hash of " + name, .opType = "contraction"};
  row.ops = 1;
  row.flops = 2e6;
  row.versions = std::move(versions);
  return row;
}

const VersionSummary &versionOf(const SummaryGroup &group, const std::string &name) {
  for (const VersionSummary &v : group.versions)
    if (v.name == name) return v;
  ADD_FAILURE() << name;
  return group.versions.front();
}

TEST(Statistics, AgreeWithNumbersByHand) {
  Statistics s = statisticsOf({4, 1, 2});
  EXPECT_EQ(s.count, 3);
  EXPECT_NEAR(s.geometricMean, 2, 1e-12);
  EXPECT_NEAR(s.mean, 7.0 / 3, 1e-12);
  EXPECT_DOUBLE_EQ(s.median, 2);
  EXPECT_NEAR(s.deviation, 1.527525231651947, 1e-12);  // sqrt(((5/3)^2 + (4/3)^2 + (1/3)^2) / 2)
  EXPECT_DOUBLE_EQ(s.min, 1);
  EXPECT_DOUBLE_EQ(s.max, 4);
}

TEST(Statistics, OfOneHaveNoDeviationAndOfNoneAreNothing) {
  EXPECT_DOUBLE_EQ(statisticsOf({3}).deviation, 0);
  EXPECT_DOUBLE_EQ(statisticsOf({3}).geometricMean, 3);
  EXPECT_EQ(toJson(statisticsOf({})), (nlohmann::json{{"count", 0}}));
}

/// Speed-ups of policy@0 over unscheduled: 8, 2, 0.5, failed; over default: 2, 0.5, 1.
std::vector<ProgramEvaluation> fourPrograms() {
  EvaluatedVersion crashed{.name = "policy@0", .outcome = "crash", .message = "killed by SIGSEGV"};
  return {program("a", {right("unscheduled", 8), right("default", 2), right("policy@0", 1)}),
          program("b", {right("unscheduled", 8), right("default", 2), right("policy@0", 4)}),
          program("c", {right("unscheduled", 1), right("default", 2), right("policy@0", 2)}),
          program("d", {right("unscheduled", 1), right("default", 1), crashed})};
}

TEST(Summary, OfAVersionAgreesWithNumbersByHand) {
  EvaluationSummary summary = summarise(fourPrograms());
  EXPECT_EQ(summary.all.programs, 4);
  const VersionSummary &policy = versionOf(summary.all, "policy@0");
  EXPECT_NEAR(policy.overUnscheduled.geometricMean, 2, 1e-12);  // cube root of 8 * 2 * 0.5
  EXPECT_NEAR(policy.overUnscheduled.mean, 3.5, 1e-12);
  EXPECT_NEAR(policy.overDefault.geometricMean, 1, 1e-12);
  EXPECT_NEAR(policy.improvement, (7.0 / 8 + 1.0 / 2 - 1) / 3, 1e-12);
  EXPECT_NEAR(policy.improvementDefault, (0.5 - 1 + 0) / 3, 1e-12);
  EXPECT_NEAR(policy.shareOfBest, std::cbrt(1.0 * 0.5 * 0.5), 1e-12);  // best: 1, 2, 1 seconds
}

TEST(Summary, RatesCountFailuresAsPrograms) {
  const EvaluationSummary summary = summarise(fourPrograms());
  const VersionSummary &policy = versionOf(summary.all, "policy@0");
  EXPECT_DOUBLE_EQ(policy.faster, 0.5);
  EXPECT_DOUBLE_EQ(policy.slower, 0.25);
  EXPECT_THAT(policy.slowerPrograms, ElementsAre("c"));
  EXPECT_THAT(policy.failed, ElementsAre(Pair("crash", 1)));
  EXPECT_THAT(policy.failedPrograms, ElementsAre("d"));
  EXPECT_THAT(versionOf(summary.all, "unscheduled").slowerPrograms, IsEmpty());
}

TEST(Summary, GroupsByTypeOpsAndWork) {
  std::vector<ProgramEvaluation> rows = fourPrograms();
  rows[1].opType = "several";
  rows[1].ops = 5;
  rows[1].flops = 3e9;
  rows[2].flops = 10;
  EvaluationSummary summary = summarise(rows);
  auto names = [](const std::vector<SummaryGroup> &groups) {
    std::vector<std::string> names;
    for (const SummaryGroup &group : groups) names.push_back(group.name + " " + std::to_string(group.programs));
    return names;
  };
  EXPECT_THAT(names(summary.byOpType), ElementsAre("contraction 3", "several 1"));
  EXPECT_THAT(names(summary.byOps), ElementsAre("1 op 3", "4-7 ops 1"));
  EXPECT_THAT(names(summary.byFlops), ElementsAre("under 1 MFLOP 1", "1-10 MFLOP 2", "1-10 GFLOP 1"));
}

TEST(Summary, CountsWhatSearchesTook) {
  std::vector<ProgramEvaluation> rows = fourPrograms();
  rows[0].policySearch = {.measured = 10, .seconds = 4};
  rows[1].evolution = {.measured = 30, .seconds = 8};
  SummaryGroup all = summarise(rows).all;
  EXPECT_DOUBLE_EQ(all.policySeconds, 1);
  EXPECT_DOUBLE_EQ(all.evolutionSeconds, 2);
  EXPECT_DOUBLE_EQ(all.secondsPerTrial, 0.3);
}

TEST(Summary, WithoutAPolicyTheGroupsAreAboutPlainSearch) {
  std::vector<ProgramEvaluation> rows = {
      program("a", {right("unscheduled", 8), right("default", 1), right("evolutionary@9", 2)})};
  rows[0].evolution = {.measured = 9, .seconds = 4.5};
  EXPECT_THAT(tableText(summarise(rows)), HasSubstr("contraction         1     8.00            4.00     0.50  4.50 s"));
  rows[0].versions.push_back(right("policy@9", 1.25));
  rows[0].policySearch = {.measured = 9, .seconds = 1.5};
  EXPECT_THAT(tableText(summarise(rows)), HasSubstr("4.00      6.40     0.80  1.50 s"));
}

TEST(EvaluationSetup, PlainSearchStandsInForAMissingPolicy) {
  EXPECT_THAT((EvaluationSetup{{.policy = "none"}, {0, 10, 64}, 20}).plainTrials(), ElementsAre(10, 20, 64));
  EXPECT_THAT((EvaluationSetup{{.policy = "lstm"}, {0, 10, 64}, 20}).plainTrials(), ElementsAre(20));
  EXPECT_THAT((EvaluationSetup{{.policy = "lstm"}, {0, 10, 64}, 0}).plainTrials(), IsEmpty());
}

TEST(Summary, TextNamesWhatWentWrong) {
  std::vector<ProgramEvaluation> rows = fourPrograms();
  std::string text = tableText(summarise(rows));
  EXPECT_THAT(text, HasSubstr("policy@0 slower than unscheduled: c\n"));
  EXPECT_THAT(text, HasSubstr("policy@0 failed: d\n"));
  EXPECT_THAT(tableText(rows), HasSubstr("crash"));
}

TEST(ProgramEvaluation, ComesBackFromJson) {
  ProgramEvaluation row = fourPrograms().back();
  row.setup = {{"lstm 12345678", 2, 7, "machine", "winograd4"}, {0, 10}, 100};
  row.policySearch = {10, 1.5, {{"timeout", 2}}};
  Result<ProgramEvaluation> back = evaluationFrom(toJson(row));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->setup, row.setup);
  EXPECT_EQ(toJson(*back), toJson(row));
  EXPECT_FALSE(evaluationFrom(nlohmann::json{{"setup", 1}}));
}

TEST(EvaluationSetup, IsOneFlatObjectAndTheFirstTablesNamedNoForm) {
  EvaluationSetup setup{{"none", 2, 7, "machine"}, {0, 10}, 100};
  nlohmann::json value = toJson(setup);
  EXPECT_EQ(value, nlohmann::json::parse(R"({"policy": "none", "threads": 2, "seed": 7, "machine": "machine",
                                             "convolutions": "direct", "trials": [0, 10], "search_trials": 100})"));
  value.erase("convolutions");
  EXPECT_EQ(setupFrom(value), setup);
}

}  // namespace
}  // namespace mlir_rl
