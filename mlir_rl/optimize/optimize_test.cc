#include "mlir_rl/optimize/optimize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "mlir_rl/optimize/final_round.h"
#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/text.h"
#include "tests/conformance/made_up_runner.h"
#include "tests/conformance/sample_tasks.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using testing::MadeUpRunner;

constexpr const char *kProduct = R"(
func.func @main(%a: tensor<64x32xf32>, %b: tensor<32x48xf32>) -> tensor<64x48xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<64x48xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<64x48xf32>) -> tensor<64x48xf32>
  %r = linalg.matmul ins(%a, %b : tensor<64x32xf32>, tensor<32x48xf32>) outs(%f : tensor<64x48xf32>) -> tensor<64x48xf32>
  return %r : tensor<64x48xf32>
})";

constexpr const char *kTwoProducts = R"(
func.func @main(%a: tensor<64x32xf32>, %b: tensor<32x48xf32>, %c: tensor<48x16xf32>) -> tensor<64x16xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<64x48xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<64x48xf32>) -> tensor<64x48xf32>
  %r = linalg.matmul ins(%a, %b : tensor<64x32xf32>, tensor<32x48xf32>) outs(%f : tensor<64x48xf32>) -> tensor<64x48xf32>
  %g = tensor.empty() : tensor<64x16xf32>
  %h = linalg.fill ins(%zero : f32) outs(%g : tensor<64x16xf32>) -> tensor<64x16xf32>
  %s = linalg.matmul ins(%r, %c : tensor<64x48xf32>, tensor<48x16xf32>) outs(%h : tensor<64x16xf32>) -> tensor<64x16xf32>
  return %s : tensor<64x16xf32>
})";

class Optimize : public ::testing::Test {
 protected:
  Optimize() : subject_(*makeSubject(*parseProgram(kProduct, "product.mlir", {}))) {
    place_.machine = testing::sampleMachine();
    place_.machine.fmaPeakF32 = 1e11;
    place_.runner = &runner_;
    place_.raiseRoof = [this](const Machine &machine) { return ++raises_, Result<Machine>(machine); };
    options_.trials = 12;
    runner_.slow = *subject_.script({defaultSchedule(subject_.tasks[0].summary, place_.machine, 1)});
  }
  Result<OptimizeReport> run() { return optimize(subject_, options_, place_); }

  bool isLastRound(const MeasureRequest &request) const { return request.program == "program"; }

  Subject subject_;
  MadeUpRunner runner_;
  OptimizeOptions options_;
  Workplace place_;
  int raises_ = 0;
};

TEST_F(Optimize, FindsTheFastestOfWhatItMeasures) {
  auto report = run();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->measured, 12);
  EXPECT_TRUE(report->verified);
  EXPECT_EQ(report->choice, Choice::found);
  EXPECT_DOUBLE_EQ(report->rules.median, 0.095);
  EXPECT_DOUBLE_EQ(report->speedup(), 1 / report->chosenSeconds());
  EXPECT_GT(report->fractionOfPeak, 0);
  EXPECT_EQ(raises_, 0);
}

TEST_F(Optimize, TheLastRoundDecidesByPairsInOneProcess) {
  ASSERT_TRUE(run());
  const MeasureRequest &last = runner_.requests.back();
  EXPECT_TRUE(isLastRound(last));
  EXPECT_EQ(last.variants.front(), std::nullopt);
  EXPECT_EQ(last.pairs, 10);
  EXPECT_EQ(last.llvmPipeline, "O3");
  EXPECT_EQ(last.inputSets.size(), 4u);
  EXPECT_GT(last.floorSeconds, 0);
}

TEST_F(Optimize, CountsFailuresByKindAndNeverChoosesThem) {
  runner_.spoil = [&](const MeasureRequest &request, size_t i, Measurement &m) {
    if (request.variants.size() == 1 && request.id % 3 == 0) m.outcome = Outcome::crash;
    if (isLastRound(request) && i == 2) m.outcome = Outcome::wrongOutput, m.message = "element 3";
  };
  auto report = run();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->failed.at("crash"), 4);
  EXPECT_EQ(report->choice, Choice::rules);
  EXPECT_THAT(report->notes, Contains(HasSubstr("the schedule found failed (wrong_output): element 3")));
}

TEST_F(Optimize, WhatIsSlowerThanUnscheduledIsNotChosen) {
  runner_.spoil = [&](const MeasureRequest &request, size_t i, Measurement &m) {
    if (isLastRound(request) && i > 0) m.samples.assign(10, 1.01), m.median = 1.01;
  };
  auto report = run();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->choice, Choice::unscheduled);
  EXPECT_DOUBLE_EQ(report->speedup(), 1);
  EXPECT_TRUE(report->chosenSchedules().empty());
}

TEST_F(Optimize, AFailureOfUnscheduledIsAnError) {
  runner_.spoil = [&](const MeasureRequest &request, size_t i, Measurement &m) {
    if (isLastRound(request) && i == 0) m.outcome = Outcome::timeout;
  };
  auto report = run();
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().message, HasSubstr("unscheduled program itself failed (timeout)"));
}

TEST_F(Optimize, WhatTheRoofDoesNotAllowIsAFailure) {
  place_.machine.fmaPeakF32 = 1e5;  // two seconds at least
  auto report = run();
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().message, HasSubstr("implausible"));
  EXPECT_GT(raises_, 0);
}

TEST_F(Optimize, ARaisedRoofAllowsIt) {
  place_.machine.fmaPeakF32 = 1e5;
  place_.raiseRoof = [this](Machine machine) {
    ++raises_;
    machine.fmaPeakF32 = 1e12;
    return Result<Machine>(machine);
  };
  auto report = run();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->failed.count("implausible"), 0u);
  EXPECT_EQ(raises_, 1);
  EXPECT_EQ(report->machine.fmaPeakF32, 1e12);
}

TEST_F(Optimize, AnInterruptionKeepsTheBestSoFar) {
  place_.interrupted = [this] { return runner_.requests.size() >= 4; };
  auto report = run();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->measured, 4);
  EXPECT_TRUE(report->verified);
  EXPECT_THAT(report->notes, Contains(HasSubstr("interrupted after 4 of 12 trials")));
}

/// A store with one record of the task, as text.
Store storeWith(const TemporaryFolder &folder, const Subject &subject, const Machine &machine,
                const std::string &schedule) {
  Result<Store> store = Store::open(folder.path() + "/records.db");
  EXPECT_TRUE(store) << store.error().message;
  Record record{.program = subject.tasks[0].summary->hash, .machine = machine.fingerprint, .schedule = schedule};
  record.versions = {"0.1.0", "22"};
  record.medianSeconds = 1e-3;
  record.verified = true;
  record.samples = {1e-3};
  record.unixTime = 1;
  Status recorded = store->record(record);
  EXPECT_TRUE(recorded) << recorded.error().message;
  return *std::move(store);
}

TEST_F(Optimize, StartsFromTheStoresBestAndAddsToIt) {
  place_.machine.fingerprint = "0123456789abcdef";
  TemporaryFolder folder;
  Store store = storeWith(folder, subject_, place_.machine, "tile %0 [8, 0, 0]; stop");
  place_.store = &store;
  options_.trials = 0;
  auto recorded = run();
  ASSERT_TRUE(recorded);
  EXPECT_EQ(printSchedule(recorded->tasks[0].best), "tile %0 [8, 0, 0]; stop");
  options_.trials = 12;
  auto report = run();
  ASSERT_TRUE(report);
  EXPECT_THAT(report->notes, ::testing::IsEmpty());
  EXPECT_EQ(*store.count(), 2);
  EXPECT_EQ(store.list()->front().pipeline, "O3");
  EXPECT_EQ(store.list()->front().unscheduledSeconds, 1);
}

TEST_F(Optimize, WhatTheLastRoundDidNotJudgeIsRecordedAsItsTaskWasTimed) {
  place_.machine.fingerprint = "0123456789abcdef";
  TemporaryFolder folder;
  Store store = storeWith(folder, subject_, place_.machine, "tile %0 [8, 0, 0]; stop");
  place_.store = &store;
  runner_.spoil = [&](const MeasureRequest &request, size_t i, Measurement &m) {
    if (isLastRound(request) && i == 0) m.outcome = Outcome::timeout;
  };
  ASSERT_FALSE(run());
  ASSERT_EQ(*store.count(), 2);
  EXPECT_EQ(store.list()->front().unscheduledSeconds, 0);
  EXPECT_GT(store.list()->front().medianSeconds, 0);
}

TEST_F(Optimize, ATaskOfSeveralIsRecordedAtOnceAndWithoutATimeOfUnscheduledCode) {
  place_.machine.fingerprint = "0123456789abcdef";
  subject_ = *makeSubject(*parseProgram(kTwoProducts, "products.mlir", {}));
  ASSERT_EQ(subject_.tasks.size(), 2u);
  runner_.slow.reset();
  TemporaryFolder folder;
  Store store = *Store::open(folder.path() + "/records.db");
  place_.store = &store;
  int64_t known = -1;
  runner_.spoil = [&](const MeasureRequest &request, size_t, Measurement &) {
    if (isLastRound(request)) known = *store.count();
  };
  ASSERT_TRUE(run());
  EXPECT_EQ(known, 2);
  for (const Record &record : *store.list()) EXPECT_EQ(record.unscheduledSeconds, 0);
}

TEST_F(Optimize, ARecordThatIsNotLegalAnyMoreIsPassedOver) {
  place_.machine.fingerprint = "0123456789abcdef";
  for (const char *text : {"tile %0 [7, 0, 0]; stop", "an action of the future %0"}) {
    TemporaryFolder folder;
    Store store = storeWith(folder, subject_, place_.machine, text);
    place_.store = &store;
    options_.trials = 0;
    auto report = run();
    ASSERT_TRUE(report);
    EXPECT_EQ(report->tasks[0].best, report->tasks[0].rules);
  }
}

TEST_F(Optimize, WithoutARunnerNothingIsVerified) {
  place_.runner = nullptr;
  auto report = run();
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->verified);
  EXPECT_EQ(report->choice, Choice::rules);
  EXPECT_TRUE(toJson(*report)["best_seconds"].is_null());
}

TEST(OptimizeOptions, DefaultIsNoPolicyForOtherCpusNorForThreadsUnmeasured) {
  EXPECT_TRUE(OptimizeOptions().hasPolicy());
  EXPECT_TRUE(OptimizeOptions{.noMeasure = true}.hasPolicy());
  EXPECT_TRUE(OptimizeOptions{.threads = 2}.hasPolicy());
  EXPECT_FALSE((OptimizeOptions{.noMeasure = true, .threads = 2}.hasPolicy()));
  EXPECT_FALSE(OptimizeOptions{.targetCpu = "haswell"}.hasPolicy());
  EXPECT_FALSE(OptimizeOptions{.policy = "none"}.hasPolicy());
  EXPECT_TRUE(
      (OptimizeOptions{.noMeasure = true, .threads = 2, .targetCpu = "haswell", .policy = "run_1"}).hasPolicy());
}

TEST(OptimizeOptions, SayWhatTheDefaultPolicyWasNotTrainedFor) {
  EXPECT_EQ(OptimizeOptions().noteOnPolicy(), "");
  EXPECT_EQ((OptimizeOptions{.threads = 2, .policy = "none"}).noteOnPolicy(), "");
  EXPECT_EQ((OptimizeOptions{.threads = 2, .policy = "run_1"}).noteOnPolicy(), "");
  EXPECT_THAT(OptimizeOptions{.threads = 2}.noteOnPolicy(), HasSubstr("on 2 threads its proposals are guesses"));
  EXPECT_THAT(OptimizeOptions{.targetCpu = "haswell"}.noteOnPolicy(), HasSubstr("so there is none here unless"));
}

}  // namespace
}  // namespace mlir_rl
