#include "mlir_rl/evaluate/evaluate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "mlir_rl/evaluate/trace.h"
#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"
#include "tests/conformance/made_up_runner.h"
#include "tests/conformance/sample_tasks.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char *kProduct = R"(
func.func @main(%a: tensor<64x32xf32>, %b: tensor<32x48xf32>) -> tensor<64x48xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<64x48xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<64x48xf32>) -> tensor<64x48xf32>
  %r = linalg.matmul ins(%a, %b : tensor<64x32xf32>, tensor<32x48xf32>) outs(%f : tensor<64x48xf32>) -> tensor<64x48xf32>
  return %r : tensor<64x48xf32>
})";

/// Proposes what a random search asks first.
class RandomGuide : public Guide {
 public:
  std::string name() const override { return "made up"; }
  Result<Schedule> propose(const SearchProblem &problem) override { return *(*search(problem))->ask(); }
  Result<Schedule> sample(const SearchProblem &problem) override {
    std::unique_ptr<Search> drawn = *search(problem);
    (void)drawn->ask();
    return *drawn->ask();
  }
  Result<std::unique_ptr<Search>> search(const SearchProblem &problem) override {
    return makeSearch("random", problem);
  }
};

class Evaluate : public ::testing::Test {
 protected:
  Evaluate() {
    EXPECT_TRUE(writeFile(folder_ + "/product.mlir", kProduct));
    EXPECT_TRUE(writeFile(folder_ + "/broken.mlir", "func.func @main("));
    options_.trials = {"0", "4", "12"};
    place_.machine = testing::sampleMachine();
    place_.machine.fingerprint = "machine";
    place_.runner = &runner_;
    place_.guide = &guide_;
    place_.raiseRoof = [](const Machine &machine) { return Result<Machine>(machine); };
  }

  Result<EvaluationRun> run(std::vector<std::string> names) {
    for (std::string &name : names) name = folder_ + "/" + name;
    Result<ResultTable> table = ResultTable::open(folder_ + "/t.jsonl");
    if (!table) return tl::unexpected(table.error());
    runner_.requests.clear();
    return evaluatePrograms(names, options_, place_, *table);
  }

  ProgramEvaluation product() {
    Result<EvaluationRun> one = run({"product.mlir"});
    EXPECT_TRUE(one) << one.error().message;
    return one->rows.at(0);
  }

  TemporaryFolder temporary_;
  std::string folder_ = temporary_.path();
  testing::MadeUpRunner runner_;
  RandomGuide guide_;
  EvaluateOptions options_;
  Workplace place_;
};

std::vector<std::string> namesOf(const ProgramEvaluation &row) {
  std::vector<std::string> names;
  for (const EvaluatedVersion &version : row.versions) names.push_back(version.name);
  return names;
}

TEST_F(Evaluate, MoreTrialsAreNeverWorseAndOneSearchServesAll) {
  options_.measuring.seed = 24;  // its first 12 have faster ones than the first, the first 4 have not
  ProgramEvaluation row = product();
  EXPECT_THAT(namesOf(row), ElementsAre("unscheduled", "default", "sampled@0", "policy@0", "policy@4", "policy@12"));
  EXPECT_EQ(row.policySearch.measured, 12);
  EXPECT_EQ(runner_.requests.size(), 12u + 2u);  // a play-off and the last round
  EXPECT_LT(row.secondsOf("policy@4"), row.secondsOf("policy@0"));
  EXPECT_LT(row.secondsOf("policy@12"), row.secondsOf("policy@4"));
  EXPECT_EQ(row.secondsOf("policy@4"), row.secondsOf("default"));
  EXPECT_EQ(row.opType, "contraction");
  EXPECT_EQ(row.ops, 1);
  EXPECT_DOUBLE_EQ(row.flops, 2.0 * 64 * 32 * 48);
}

TEST_F(Evaluate, TheLastRoundKeepsEverybodyAndJudgesOnAllInputs) {
  product();
  const MeasureRequest &last = runner_.requests.back();
  EXPECT_EQ(last.variants.front(), std::nullopt);
  EXPECT_EQ(last.pairs, 0);
  EXPECT_EQ(last.llvmPipeline, "O3");
  EXPECT_EQ(last.inputSets.size(), 4u);
  EXPECT_GE(last.minSamples, 5);
  EXPECT_LE(last.maxSeconds * double(last.variants.size()), 3.001);
}

TEST_F(Evaluate, WhatTheTableHasIsNotMeasuredAgain) {
  std::string first = jsonText(toJson(product()));
  Result<EvaluationRun> again = run({"product.mlir"});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->reused, 1);
  EXPECT_TRUE(runner_.requests.empty());
  EXPECT_EQ(jsonText(toJson(again->rows.at(0))), first);
  options_.measuring.seed = 5;
  ASSERT_EQ(run({"product.mlir"})->reused, 0);
}

TEST_F(Evaluate, PlainSearchIsNotRepeatedForAnotherPolicyAndTheBestComesBack) {
  options_.best = true;
  options_.searchTrials = 20;
  ProgramEvaluation first = product();
  EXPECT_EQ(first.evolution.measured, 20);
  place_.guide = nullptr;
  options_.trials = {"0"};
  ProgramEvaluation second = product();
  EXPECT_THAT(namesOf(second), ElementsAre("unscheduled", "default", "evolutionary@20", "recorded"));
  EXPECT_EQ(runner_.requests.size(), 1u);
  EXPECT_EQ(second.find("evolutionary@20")->schedules, first.find("evolutionary@20")->schedules);
  EXPECT_DOUBLE_EQ(second.secondsOf("recorded"), first.best()->seconds);
}

TEST_F(Evaluate, WithoutAPolicyTrialsAreThoseOfPlainSearch) {
  place_.guide = nullptr;
  options_.measuring.threads = 2;
  ProgramEvaluation row = product();
  EXPECT_EQ(row.setup.policy, "none");
  EXPECT_THAT(namesOf(row), ElementsAre("unscheduled", "default", "evolutionary@4", "evolutionary@12"));
  EXPECT_EQ(row.policySearch.measured, 0);
  EXPECT_EQ(row.evolution.measured, 12);
  EXPECT_EQ(runner_.requests.size(), 12u + 2u);  // one search for both, a play-off, the last round
  for (const MeasureRequest &request : runner_.requests) EXPECT_EQ(request.threads, 2);
  EXPECT_LE(row.secondsOf("evolutionary@12"), row.secondsOf("evolutionary@4"));
  EXPECT_EQ(run({"product.mlir"})->reused, 1);
}

TEST_F(Evaluate, WithoutAPolicyAnEarlierSearchIsTakenWhole) {
  place_.guide = nullptr;
  ProgramEvaluation first = product();
  options_.trials = {"4"};
  options_.best = true;
  options_.searchTrials = 12;
  ProgramEvaluation same = product();
  EXPECT_EQ(runner_.requests.size(), 1u) << "its search is the first one's";
  EXPECT_EQ(same.find("evolutionary@4")->schedules, first.find("evolutionary@4")->schedules);
  EXPECT_EQ(same.evolution.measured, 12);
  options_.trials = {"4", "6"};
  product();
  EXPECT_EQ(runner_.requests.size(), 12u + 2u) << "nobody knows what it had found after 6";
}

TEST_F(Evaluate, ARowThatLacksWhatItsSetupAsksForIsMeasuredAgain) {
  place_.guide = nullptr;
  ProgramEvaluation old = product();
  std::erase_if(old.versions, [](const EvaluatedVersion &v) { return v.name == "evolutionary@4"; });
  ASSERT_TRUE(writeFile(folder_ + "/t.jsonl", jsonText(toJson(old)) + "\n"));
  Result<EvaluationRun> again = run({"product.mlir"});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->reused, 0);
  EXPECT_THAT(namesOf(again->rows.at(0)), ::testing::Contains("evolutionary@4"));
  EXPECT_EQ(run({"product.mlir"})->reused, 1) << "of two rows of one setup the complete one is taken";
}

TEST_F(Evaluate, ABrokenProgramIsSkippedAndNamed) {
  Result<EvaluationRun> both = run({"broken.mlir", "product.mlir"});
  ASSERT_TRUE(both) << both.error().message;
  EXPECT_EQ(both->rows.size(), 1u);
  ASSERT_EQ(both->skipped.size(), 1u);
  EXPECT_THAT(both->skipped[0].file, HasSubstr("broken.mlir"));
  Result<EvaluationRun> none = run({"broken.mlir"});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::usage);
}

TEST_F(Evaluate, AWrongVersionIsAFailureOfThatVersion) {
  runner_.spoil = [](const MeasureRequest &request, size_t i, Measurement &m) {
    if (request.alone && i == 3) m.outcome = Outcome::wrongOutput;
  };
  ProgramEvaluation row = product();
  EXPECT_EQ(row.find("policy@0")->outcome, "wrong_output");
  EXPECT_DOUBLE_EQ(row.secondsOf("policy@0"), 0);
  EXPECT_GT(row.secondsOf("default"), 0);
  EXPECT_NE(row.best()->name, "policy@0");
}

TEST_F(Evaluate, AnUnscheduledProgramThatFailsHasNoRow) {
  runner_.spoil = [](const MeasureRequest &request, size_t i, Measurement &m) {
    if (request.alone && i == 0) m.outcome = Outcome::timeout;
  };
  ASSERT_FALSE(run({"product.mlir"}));
  EXPECT_EQ(*readFile(folder_ + "/t.jsonl"), "");
}

TEST_F(Evaluate, AnInterruptionKeepsWhatIsDone) {
  EXPECT_TRUE(writeFile(folder_ + "/again.mlir", std::string(kProduct) + "\nfunc.func private @f()\n"));
  place_.interrupted = [this] { return runner_.requests.size() > 20; };
  Result<EvaluationRun> some = run({"product.mlir", "again.mlir"});
  ASSERT_TRUE(some) << some.error().message;
  EXPECT_TRUE(some->interrupted);
  EXPECT_EQ(some->rows.size(), 1u);
  EXPECT_TRUE(some->skipped.empty());
}

TEST_F(Evaluate, ARaceCountsMeasurementsUntilPlainSearchIsEqualled) {
  options_.race = 16;
  options_.seeds = {"1", "2"};
  Result<EvaluationRun> two = run({"product.mlir"});
  ASSERT_TRUE(two) << two.error().message;
  ASSERT_EQ(two->races.size(), 2u);
  for (const Race &race : two->races) {
    EXPECT_EQ(race.policySearch.measured, 16);
    EXPECT_EQ(race.evolution.measured, 16);
    EXPECT_EQ(race.steps.front().trials, 0);
    EXPECT_EQ(race.needed, neededTrials(race.steps, race.evolutionSeconds));
    for (size_t i = 1; i < race.steps.size(); ++i) EXPECT_LT(race.steps[i].seconds, race.steps[i - 1].seconds);
  }
  EXPECT_EQ(run({"product.mlir"})->reused, 2);
  place_.guide = nullptr;
  ASSERT_FALSE(run({"product.mlir"})) << "nobody races";
}

TEST(Trace, TheFastestOfTheFirstFewAreDistinctAndRight) {
  auto schedule = [](int64_t size) { return Schedule{{Action{.sizes = {size}}}}; };
  Trace trace = {
      {schedule(1), 5.0}, {schedule(2), std::nullopt}, {schedule(3), 3.0}, {schedule(3), 2.9}, {schedule(4), 1.0}};
  EXPECT_THAT(fastestOf(trace, 4, 2), ElementsAre(schedule(3), schedule(1)));
  EXPECT_THAT(fastestOf(trace, 100, 1), ElementsAre(schedule(4)));
  EXPECT_THAT(fastestOf(trace, 0, 3), ElementsAre());
}

TEST(Trace, KeepsTheOrderOfAskingWhateverEndsFirst) {
  std::unique_ptr<Search> random = *makeSearch("random", {testing::matmulTask(64, 48, 32), testing::sampleMachine()});
  Trace trace;
  RecordedSearch search(*random, trace);
  Schedule first = *search.ask(), second = *search.ask();
  search.tell(second, 2.0);
  search.tell(first, std::nullopt);
  ASSERT_EQ(trace.size(), 2u);
  EXPECT_EQ(trace[0].schedule, first);
  EXPECT_EQ(trace[0].seconds, std::nullopt);
  EXPECT_EQ(trace[1].seconds, 2.0);
}

TEST(EvaluateOptions, RefuseWhatMakesNoSense) {
  auto refusal = [](EvaluateOptions options) {
    Result<EvaluationSetup> setup = options.setup();
    return setup ? std::string() : setup.error().message;
  };
  EXPECT_EQ(refusal({}), "");
  EXPECT_THAT(refusal({.trials = {"0", "-1"}}), HasSubstr("--trials: '-1' is not a whole number"));
  EXPECT_THAT(refusal({.trials = {"1x"}}), HasSubstr("'1x'"));
  EXPECT_THAT(refusal({.trials = {"10", "10"}}), HasSubstr("greater than the one before"));
  EXPECT_THAT(refusal({.trials = {"0"}, .best = true}), HasSubstr("--best needs --search-trials"));
  EXPECT_THAT(refusal({.searchTrials = 5}), HasSubstr("goes with --best"));
  EXPECT_THAT(refusal({.seeds = {"1"}}), HasSubstr("goes with --race"));
  EXPECT_FALSE((EvaluateOptions{.race = 1, .seeds = {"1", "1"}}).seedNumbers());
  EXPECT_EQ(refusal({.race = 1}), "");
  EXPECT_EQ(refusal({.race = 1, .measuring = {.policy = "none"}}), "--race needs a policy");
  EXPECT_EQ(refusal({.race = 1, .measuring = {.threads = 2}}), "");
  EXPECT_THAT(refusal({.race = 1, .measuring = {.targetCpu = "haswell"}}),
              HasSubstr("policy: the policy that comes with"));
}

TEST(ProgramFiles, AreThoseNamedAndThoseOfFolders) {
  TemporaryFolder temporary;
  const std::string &folder = temporary.path();
  ASSERT_TRUE(makeFolder(folder + "/empty"));
  for (const char *name : {"/b.mlir", "/a.mlir", "/c.txt"}) ASSERT_TRUE(writeFile(folder + name, ""));
  EXPECT_THAT(*programFiles({folder, folder + "/b.mlir"}),
              ElementsAre(folder + "/a.mlir", folder + "/b.mlir", folder + "/b.mlir"));
  EXPECT_FALSE(programFiles({folder + "/empty"}));
  EXPECT_THAT(programFiles({folder + "/d.mlir"}).error().message, HasSubstr("d.mlir: no such file or folder"));
}

}  // namespace
}  // namespace mlir_rl
