// How soon the command line answers, in a cold process.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "mlir_rl/support/clock.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

const std::string kProgram = MLIR_RL_BUILD_DIR "/mlir-rl ";
const std::string kMatmul = MLIR_RL_SOURCE_DIR "/benchmarks/ops/matmul_512.mlir ";
const std::string kAdd = MLIR_RL_SOURCE_DIR "/tests/lit/cli/Inputs/add.mlir ";

/// Seconds until the command has written its first byte, on either stream; the best of three.
double secondsToFirstByte(const std::string &command) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    Stopwatch watch;
    FILE *pipe = popen(("exec " + kProgram + command + " 2>&1").c_str(), "r");
    EXPECT_NE(pipe, nullptr);
    EXPECT_NE(std::fgetc(pipe), EOF) << command;
    best = std::min(best, watch.seconds());
    pclose(pipe);
  }
  return best;
}

TEST(ColdStartTiming, AScheduleIsWrittenSoon) {
  TemporaryFolder temporary;
  const std::string &folder = temporary.path();
  std::string command =
      kProgram + "optimize " + kMatmul + "--trials 0 --no-measure --no-store --emit schedule --quiet -o ";
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    Stopwatch watch;
    ASSERT_EQ(std::system((command + folder + " > /dev/null").c_str()), 0);
    best = std::min(best, watch.seconds());
  }
  EXPECT_LT(best, 1.5);
}

TEST(ColdStartTiming, EachCommandAnswersAtOnce) {
  TemporaryFolder folder;
  for (const std::string &command :
       std::vector<std::string>{"--help", "inspect " + kMatmul, "apply " + kMatmul + "--schedule default", "store list",
                                "doctor", "measure " + kAdd, "optimize " + kAdd + "--trials 0 -o " + folder.path(),
                                "replay " MLIR_RL_SOURCE_DIR "/README.md"})
    EXPECT_LT(secondsToFirstByte(command), 0.3) << command;
}

}  // namespace
}  // namespace mlir_rl
