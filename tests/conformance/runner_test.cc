// What every Runner promises, asked of each: workers on this machine, and a record of earlier answers.

#include <set>

#include "mlir_rl/measure/recorded_runner.h"
#include "tests/integration/worker.h"

namespace mlir_rl {
namespace {

using testing::kPlainScript;
using testing::kSmallMatmul;

constexpr const char *kNoScript = "this is no script";

RecordedMeasurement recorded(std::optional<std::string> script, Outcome outcome, double seconds = 0) {
  Measurement m;
  m.outcome = outcome;
  m.pipeline = "O3";
  if (outcome == Outcome::ok) m.samples.assign(20, m.median = seconds);
  if (outcome != Outcome::ok) m.message = "recorded failure";
  return {"small", std::move(script), m};
}

std::vector<RecordedMeasurement> records() {
  return {recorded(std::nullopt, Outcome::ok, 2e-5), recorded(kPlainScript, Outcome::ok, 1e-5),
          recorded(kNoScript, Outcome::transformFailed)};
}

struct Subject {
  const char *name;
  std::unique_ptr<Runner> (*make)(int slots);
};

std::unique_ptr<Runner> makeWorkers(int slots) {
  auto runner = makeWorkerRunner(testing::workerOptions(slots));
  EXPECT_TRUE(runner) << runner.error().message;
  return runner ? *std::move(runner) : nullptr;
}

std::unique_ptr<Runner> makeRecorded(int slots) { return std::make_unique<RecordedRunner>(records(), slots); }

class EveryRunner : public ::testing::TestWithParam<Subject> {
 protected:
  void start(int slots = 1) {
    runner_ = GetParam().make(slots);
    ASSERT_NE(runner_, nullptr);
    ASSERT_TRUE(runner_->load(small_));
  }

  MeasureRequest request(int64_t id, std::vector<std::optional<std::string>> variants) {
    MeasureRequest r = testing::smallRequest();
    r.id = id;
    r.variants = std::move(variants);
    return r;
  }

  LoadRequest small_{"small", kSmallMatmul, kSmallMatmul, "main", 32};
  std::unique_ptr<Runner> runner_;
};

TEST_P(EveryRunner, AnswersWithTheIdAndOneMeasurementForEachVariant) {
  start();
  Result<MeasureReply> reply = measureOne(*runner_, request(41, {kPlainScript, std::nullopt}));
  ASSERT_TRUE(reply) << reply.error().message;
  EXPECT_EQ(reply->id, 41);
  ASSERT_EQ(reply->measurements.size(), 2u);
  for (const Measurement &m : reply->measurements) {
    EXPECT_EQ(m.outcome, Outcome::ok) << m.message;
    EXPECT_GE(m.samples.size(), 3u);
    EXPECT_GT(m.median, 0);
    EXPECT_EQ(m.pipeline, "O3");
  }
  EXPECT_EQ(reply->fastest, -1) << "nobody asked";
}

TEST_P(EveryRunner, FailureIsAMeasurementOfItsVariantOnly) {
  start();
  Result<MeasureReply> reply = measureOne(*runner_, request(1, {kNoScript, kPlainScript}));
  ASSERT_TRUE(reply) << reply.error().message;
  ASSERT_EQ(reply->measurements.size(), 2u);
  EXPECT_EQ(reply->measurements[0].outcome, Outcome::transformFailed);
  EXPECT_FALSE(reply->measurements[0].message.empty());
  EXPECT_TRUE(reply->measurements[0].samples.empty());
  EXPECT_EQ(reply->measurements[1].outcome, Outcome::ok) << reply->measurements[1].message;
}

TEST_P(EveryRunner, ProgramsNeverLoadedAreRefused) {
  start();
  MeasureRequest r = request(1, {kPlainScript});
  r.program = "another";
  Measurement m = testing::measure(*runner_, r);
  EXPECT_EQ(m.outcome, Outcome::refused);
  EXPECT_NE(m.message.find("another"), std::string::npos) << m.message;
}

TEST_P(EveryRunner, LoadingAgainIsHarmless) {
  start();
  EXPECT_EQ(testing::measure(*runner_, request(1, {kPlainScript})).outcome, Outcome::ok);
  ASSERT_TRUE(runner_->load(small_));
  EXPECT_EQ(testing::measure(*runner_, request(2, {kPlainScript})).outcome, Outcome::ok);
}

TEST_P(EveryRunner, TakesAsManyRequestsAsItHasSlots) {
  start(2);
  ASSERT_EQ(runner_->slots(), 2);
  ASSERT_TRUE(runner_->submit(request(1, {kPlainScript})));
  ASSERT_TRUE(runner_->submit(request(2, {kPlainScript})));
  EXPECT_FALSE(runner_->submit(request(3, {kPlainScript})));
  std::set<int64_t> ids;
  for (int i = 0; i < 2; ++i) {
    Result<std::optional<MeasureReply>> reply = runner_->next(30);
    ASSERT_TRUE(reply && *reply);
    ids.insert((*reply)->id);
  }
  EXPECT_EQ(ids, (std::set<int64_t>{1, 2}));
}

TEST_P(EveryRunner, NothingUnderWayGivesNothingAtOnce) {
  start();
  Result<std::optional<MeasureReply>> reply = runner_->next();
  ASSERT_TRUE(reply);
  EXPECT_FALSE(*reply);
}

TEST_P(EveryRunner, PairsNameAWinnerThatRan) {
  start();
  MeasureRequest r = request(1, {kNoScript, std::nullopt, kPlainScript});
  r.pairs = 10;
  Result<MeasureReply> reply = measureOne(*runner_, r);
  ASSERT_TRUE(reply) << reply.error().message;
  EXPECT_TRUE(reply->fastest == 1 || reply->fastest == 2) << reply->fastest;
}

INSTANTIATE_TEST_SUITE_P(Runners, EveryRunner,
                         ::testing::Values(Subject{"Workers", makeWorkers}, Subject{"Recorded", makeRecorded}),
                         [](const auto &subject) { return std::string(subject.param.name); });

TEST(RecordedRunner, WhatIsNotRecordedIsAFailureNotAGuess) {
  RecordedRunner runner(records());
  ASSERT_TRUE(runner.load({.program = "small"}));
  MeasureRequest r{.program = "small", .variants = {"another script", kPlainScript}};
  Result<MeasureReply> reply = measureOne(runner, r);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->measurements.at(0).outcome, Outcome::lost);
  EXPECT_TRUE(reply->measurements[0].samples.empty());
  EXPECT_EQ(reply->measurements.at(1).median, 1e-5);
  EXPECT_EQ(runner.misses(), 1u);
  r.llvmPipeline = "fast";  // times of one pipeline say nothing about another
  reply = measureOne(runner, r);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->measurements.at(1).outcome, Outcome::lost);
  EXPECT_EQ(runner.misses(), 3u);
}

TEST(RecordedRunner, TheWinnerFollowsFromTheSamples) {
  RecordedRunner runner(records());
  ASSERT_TRUE(runner.load({.program = "small"}));
  MeasureRequest r{.program = "small", .variants = {std::nullopt, kNoScript, kPlainScript}, .pairs = 10};
  Result<MeasureReply> reply = measureOne(runner, r);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->fastest, 2);
  r.variants = {kNoScript};
  reply = measureOne(runner, r);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->fastest, -1);
}

/// One that lost early has few samples; they must not decide between the others.
TEST(RecordedRunner, ShortRecordsDecideOnlyTheirOwnPairs) {
  RecordedMeasurement slow = recorded(std::nullopt, Outcome::ok, 1e-3), first = recorded("a", Outcome::ok, 2e-5),
                      second = recorded("b", Outcome::ok, 2e-5);
  slow.measurement.samples.resize(3);
  second.measurement.samples.assign(first.measurement.samples.size(), 1.9e-5);
  RecordedRunner runner({slow, first, second});
  ASSERT_TRUE(runner.load({.program = "small"}));
  Result<MeasureReply> reply =
      measureOne(runner, {.program = "small", .variants = {std::nullopt, "a", "b"}, .pairs = 10});
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->fastest, 2);
}

}  // namespace
}  // namespace mlir_rl
