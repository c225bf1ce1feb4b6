#include "mlir_rl/peers/rounds.h"

#include <gtest/gtest.h>

#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

class Rounds : public ::testing::Test {
 protected:
  TemporaryFolder temporary_;
  std::string folder_ = temporary_.path();
  Arena arena_{ChildPlace{.python = "/usr/bin/python3",
                          .package = std::string(MLIR_RL_SOURCE_DIR) + "/mlir_rl/peers/testing",
                          .log = folder_ + "/children.log",
                          .cores = {0}}};
  RoundsOptions options_{.rounds = 4, .folder = folder_};
};

TEST_F(Rounds, EachEntrantHasASampleOfEachRound) {
  auto all = arena_.run("x.mlir", {{"ours", "library", "", {}}, {"other", "runtime", "slow", {}}}, options_);
  ASSERT_TRUE(all) << all.error().message;
  const Entrant &ours = all->at(0), &other = all->at(1);
  EXPECT_EQ(ours.samples, std::vector<double>(4, 0.001));
  EXPECT_EQ(ours.calls, 4) << "bursts of 20 ms, calls of 5";
  EXPECT_EQ(other.version, "1.0");
  EXPECT_DOUBLE_EQ(other.prepareSeconds, 0.25);
  EXPECT_DOUBLE_EQ(other.peakBytes, 4096);
  EXPECT_NEAR(other.mean, 0.002, 1e-12);
  EXPECT_NEAR(other.deviation, 0, 1e-9);
  EXPECT_DOUBLE_EQ(other.fastest, 0.002);
  EXPECT_DOUBLE_EQ(other.largestError, 1e-7);
  EXPECT_DOUBLE_EQ(pairedRatio(other, ours).median, 2);
}

TEST_F(Rounds, WhoFailsIsARowAndTheOthersGoOn) {
  std::vector<Entry> entries = {{"absent", "runtime", "absent", {}},
                                {"refusing", "runtime", "refusing", {}},
                                {"dying", "runtime", "dying", {}},
                                {"ours", "library", "", {}},
                                {"wrong", "runtime", "slow", {}}};
  auto all = arena_.run("x.mlir", entries, options_);
  ASSERT_TRUE(all) << all.error().message;
  EXPECT_EQ(all->at(0).status, "not installed");
  EXPECT_EQ(all->at(1).status, "not offered");
  EXPECT_EQ(all->at(2).status, "failed");
  EXPECT_EQ(all->at(3).samples.size(), 4U);
  EXPECT_DOUBLE_EQ(all->at(4).largestError, 0.5);
  EXPECT_EQ(all->at(0).median(), 0);
}

TEST_F(Rounds, WhatHasNoOutputsIsNotCompared) {
  auto all = arena_.run(
      "x.mlir", {{"ours", "library", "", {}}, {.name = "wrong", .module = "runtime", .hasOutputs = false}}, options_);
  ASSERT_TRUE(all) << all.error().message;
  EXPECT_DOUBLE_EQ(all->at(1).largestError, 0);
}

TEST_F(Rounds, OfALongCallOneIsABurst) {
  auto all = arena_.run("x.mlir", {{"long", "runtime", "long", {}}}, options_);
  ASSERT_TRUE(all) << all.error().message;
  EXPECT_EQ(all->at(0).calls, 1);
  EXPECT_EQ(all->at(0).samples.size(), 4U);
}

TEST_F(Rounds, AnInterruptEndsThem) {
  options_.interrupted = [] { return true; };
  auto all = arena_.run("x.mlir", {{"ours", "library", "", {}}}, options_);
  ASSERT_FALSE(all);
  EXPECT_EQ(all.error().message, "interrupted");
}

TEST_F(Rounds, AModelThatCannotBeMadeIsNoModel) {
  std::string why;
  EXPECT_EQ(*arena_.onnxOf("no_model.mlir", folder_, why), "");
  EXPECT_EQ(why, "no such model");
  EXPECT_EQ(*arena_.onnxOf("a/x.mlir", folder_, why), folder_ + "/x.onnx");
}

}  // namespace
}  // namespace mlir_rl
