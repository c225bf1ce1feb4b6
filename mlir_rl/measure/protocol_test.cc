#include "mlir_rl/measure/protocol.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace mlir_rl {
namespace {

using nlohmann::json;

/// As a line sends it: printed and parsed.
json sent(const json &object) { return json::parse(object.dump()); }

MeasureRequest someRequest() {
  MeasureRequest r;
  r.id = 7;
  r.program = "p";
  r.variants = {"a script\nof two lines", std::nullopt};
  r.llvmPipeline = "fast";
  r.targetCpu = "x86-64-v3";
  r.threads = 3;
  r.inputSets = {"negative", "zeros"};
  r.inputsFile = "in.npz";
  r.inputRanges = {"arg0=0:1"};
  r.seed = 0xffffffffffffffffull;
  r.verify = false;
  r.cold = r.alone = true;
  r.minSamples = 5, r.maxSamples = 6, r.pairs = 10;
  r.minSeconds = 0.1, r.targetError = 0.2, r.maxSeconds = 0.3, r.floorSeconds = 0.4, r.cutSeconds = 0.5;
  r.wallSeconds = 0.6;
  r.memoryBytes = int64_t{1} << 40;
  r.fault = "loop";
  return r;
}

TEST(Protocol, EveryFieldOfARequestArrives) {
  json before = toJson(someRequest());
  Result<MeasureRequest> r = measureRequestFrom(sent(before));
  ASSERT_TRUE(r) << r.error().message;
  EXPECT_EQ(toJson(*r), before);
  // No field has its default, so none can be forgotten on the way back.
  json defaults = toJson(MeasureRequest{});
  for (const auto &[name, value] : before.items())
    if (name != "op") EXPECT_NE(value, defaults[name]) << name;
}

TEST(Protocol, LoadRequestsArrive) {
  LoadRequest load{"id", "module {}", "module { }", "forward", 144};
  Result<LoadRequest> r = loadRequestFrom(sent(toJson(load)));
  ASSERT_TRUE(r) << r.error().message;
  EXPECT_EQ(toJson(*r), toJson(load));
  EXPECT_EQ(r->entry, "forward");
}

TEST(Protocol, RepliesArriveWithInfinities) {
  MeasureReply reply;
  reply.id = 9;
  reply.fastest = 1;
  Measurement m;
  m.outcome = Outcome::wrongOutput;
  m.message = "element 0 is nan";
  m.samples = {0.1, 0.25};
  m.median = 0.175, m.spread = 0.4, m.maxError = std::numeric_limits<double>::infinity();
  m.inputSet = "zeros", m.pipeline = "O3", m.workspaceBytes = 4096;
  m.stages = {1, 2, 3, 4, 5, 6, 7};
  reply.measurements = {m, {}};
  Result<MeasureReply> r = measureReplyFrom(sent(toJson(reply)));
  ASSERT_TRUE(r) << r.error().message;
  EXPECT_TRUE(std::isinf(r->measurements.at(0).maxError));
  EXPECT_EQ(sent(toJson(*r)), sent(toJson(reply)));
  EXPECT_EQ(r->measurements[0].stages.run, 7);
}

TEST(Protocol, EveryOutcomeHasANameOfItsOwn) {
  for (int i = 0; i <= int(Outcome::lost); ++i)
    EXPECT_EQ(findOutcome(nameOf(Outcome(i))), Outcome(i)) << nameOf(Outcome(i));
  EXPECT_FALSE(findOutcome("great"));
}

TEST(Protocol, WrongRequestsSayWhatIsWrong) {
  struct Case {
    const char *field;
    json value;
    const char *message;
  };
  for (const Case &c :
       {Case{"thread", 2, "measure: unknown field 'thread'"}, Case{"threads", "two", "measure.threads"},
        Case{"threads", 0, "a count is below its least"}, Case{"max_samples", 1, "a count is below its least"},
        Case{"variants", json::array(), "there is no variant"}, Case{"variants", {1}, "a variant is a script or null"},
        Case{"input_sets", json::array(), "there is no input set"}}) {
    json request = toJson(someRequest());
    request[c.field] = c.value;
    Result<MeasureRequest> r = measureRequestFrom(request);
    ASSERT_FALSE(r) << c.field;
    EXPECT_EQ(r.error().kind, ErrorKind::usage);
    EXPECT_NE(r.error().message.find(c.message), std::string::npos) << r.error().message;
  }
  EXPECT_FALSE(measureRequestFrom(json::array()));
  EXPECT_FALSE(loadRequestFrom(json(3)));
}

TEST(Protocol, WrongRepliesAreErrors) {
  json reply = toJson(MeasureReply{1, {Measurement{}}, -1});
  reply["measurements"][0]["outcome"] = "great";
  Result<MeasureReply> r = measureReplyFrom(reply);
  ASSERT_FALSE(r);
  EXPECT_NE(r.error().message.find("unknown outcome 'great'"), std::string::npos) << r.error().message;
  reply["measurements"] = {1};
  EXPECT_FALSE(measureReplyFrom(reply));
}

TEST(CutLimit, IsFiveTimesTheBestAndAtLeastAMillisecond) {
  EXPECT_EQ(cutLimit(1e-6), 1e-3);
  EXPECT_DOUBLE_EQ(cutLimit(0.1), 0.5);
}

}  // namespace
}  // namespace mlir_rl
