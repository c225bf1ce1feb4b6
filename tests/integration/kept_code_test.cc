// What several variants are compared with is built once by a worker, and for what it was made of alone.

#include "tests/integration/worker.h"

namespace mlir_rl {
namespace {

MeasureReply reply(Runner &runner, const std::string &program = "small") {
  MeasureRequest request = testing::smallRequest();
  request.program = program;
  request.variants = {testing::kPlainScript, testing::kPlainScript};
  auto reply = measureOne(runner, request);
  EXPECT_TRUE(reply) << reply.error().message;
  for (const Measurement &m : reply->measurements) EXPECT_EQ(m.outcome, Outcome::ok) << m.message;
  return *std::move(reply);
}

TEST(KeptCode, TheFirstOfSeveralIsBuiltOnce) {
  auto runner = testing::runnerWithProgram();
  MeasureReply first = reply(*runner), second = reply(*runner);
  EXPECT_GT(first.measurements[0].stages.llvm, 0);
  EXPECT_EQ(second.measurements[0].stages.llvm, 0);
  EXPECT_GT(second.measurements[1].stages.llvm, 0);
  EXPECT_EQ(second.measurements[0].pipeline, "O3");
  EXPECT_FALSE(second.measurements[0].samples.empty());
}

TEST(KeptCode, TheSameScriptForAnotherProgramIsBuilt) {
  auto runner = testing::runnerWithProgram();
  reply(*runner);
  std::string other = testing::kSmallMatmul;
  other.replace(other.find("constant 0.0"), 12, "constant 1.0");
  ASSERT_TRUE(runner->load({"other", other, other, "main", 32}));
  EXPECT_GT(reply(*runner, "other").measurements[0].stages.llvm, 0);
}

TEST(KeptCode, ACrashOfTheOtherLeavesIt) {
  auto runner = testing::runnerWithProgram();
  reply(*runner);
  MeasureRequest crashing = testing::smallRequest();
  crashing.variants = {testing::kPlainScript, testing::kPlainScript};
  crashing.fault = "wild_write";
  auto crashed = measureOne(*runner, crashing);
  ASSERT_TRUE(crashed) << crashed.error().message;
  EXPECT_EQ(crashed->measurements[0].outcome, Outcome::ok);
  EXPECT_NE(crashed->measurements[1].outcome, Outcome::ok);
  EXPECT_EQ(reply(*runner).measurements[0].stages.llvm, 0);
}

}  // namespace
}  // namespace mlir_rl
