#include "mlir_rl/optimize/proof.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "mlir_rl/schedule/text.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

Measurement timed(double seconds) {
  Measurement m;
  m.outcome = Outcome::ok;
  m.samples.assign(10, seconds);
  m.median = seconds;
  m.maxError = 0.25;
  m.pipeline = "O3";
  return m;
}

Proof sample() {
  Proof proof;
  proof.input = "some/matmul.mlir";
  proof.program = "module {\n}\n";
  proof.entry = "main";
  proof.options.threads = 2;
  proof.options.seed = 18446744073709551615u;
  proof.options.inputs = "values.npz";
  proof.options.inputRange = {"arg0=0:1"};
  proof.inputsHash = "0123456789abcdef";
  proof.machine = testing::sampleMachine();
  proof.versions = {"0.1.0", "22.1.8"};
  proof.unixTime = 1753000000;
  proof.tasks = {{"aaaa", *parseSchedule("stop"), *parseSchedule("tile %0 [8, 0, 0]; stop")}};
  proof.unscheduled = timed(1.0);
  proof.rules = timed(0.01 / 3);
  proof.found = timed(0.002);
  proof.choice = Choice::found;
  return proof;
}

Error errorOf(const json &value) {
  Result<Proof> proof = proofFrom(value);
  EXPECT_FALSE(proof) << value.dump();
  return proof ? Error{} : proof.error();
}

TEST(Proof, ComesBackBitByBit) {
  json value = toJson(sample());
  Result<Proof> proof = proofFrom(json::parse(value.dump()));
  ASSERT_TRUE(proof) << proof.error().message;
  EXPECT_EQ(toJson(*proof), value);
  EXPECT_EQ(proof->rules.samples, sample().rules.samples);
  EXPECT_EQ(proof->machine, sample().machine);
  EXPECT_EQ(proof->tasks.at(0).found, sample().tasks[0].found);
  EXPECT_EQ(proof->options.seed, sample().options.seed);
}

TEST(Proof, AMissingFieldIsDamage) {
  const json whole = toJson(sample());
  for (const auto &[key, unused] : whole.items()) {
    json value = whole;
    value.erase(key);
    Error error = errorOf(value);
    EXPECT_EQ(error.kind, ErrorKind::usage) << key;
    EXPECT_THAT(error.message, ::testing::AnyOf(HasSubstr("damaged"), HasSubstr("not a proof"))) << key;
  }
}

TEST(Proof, OfTheFirstVersionIsDirect) {
  json value = toJson(sample());
  value["version"] = 1;
  value.erase("convolutions");
  auto proof = proofFrom(value);
  ASSERT_TRUE(proof) << proof.error().message;
  EXPECT_EQ(proof->options.convolutionForm(), ConvolutionForm::direct);
  value["version"] = 2;
  value["convolutions"] = "winograd9";
  EXPECT_THAT(errorOf(value).message, HasSubstr("unknown form"));
}

TEST(Proof, AnotherTypeIsDamage) {
  const json whole = toJson(sample());
  for (const auto &[key, unused] : whole.items()) {
    json value = whole;
    value[key] = json::array({json::object()});
    EXPECT_EQ(errorOf(value).kind, ErrorKind::usage) << key;
  }
}

TEST(Proof, ItsVerdictFollowsFromItsSamples) {
  json value = toJson(sample());
  value["chosen"] = "default";
  EXPECT_THAT(errorOf(value).message, HasSubstr("samples do not give its verdict"));
  value["chosen"] = "best";
  EXPECT_THAT(errorOf(value).message, HasSubstr("it chose 'best'"));
}

TEST(Proof, AnEditedProgramIsDamage) {
  json value = toJson(sample());
  value["program"] = "module { }";
  EXPECT_THAT(errorOf(value).message, HasSubstr("its program was changed"));
}

TEST(Proof, OfANewerVersionIsNotRead) {
  json value = toJson(sample());
  value["version"] = 3;
  value.erase("tasks");
  EXPECT_EQ(errorOf(value).kind, ErrorKind::environment);
  EXPECT_THAT(errorOf(value).message, HasSubstr("a newer mlir-rl wrote it"));
}

}  // namespace
}  // namespace mlir_rl
