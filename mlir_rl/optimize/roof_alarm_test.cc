#include "mlir_rl/optimize/roof_alarm.h"

#include <gtest/gtest.h>

#include "mlir_rl/optimize/bounds.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl {
namespace {

Machine machineOf(double peak) {
  Machine machine = testing::sampleMachine();
  machine.fmaPeakF32 = peak;
  return machine;
}

/// 2e9 FLOP.
double floorOf(const Machine &machine) { return 2e9 / machine.fmaPeakF32; }

Measurement implausible(double seconds) {
  Measurement m;
  m.outcome = Outcome::implausible;
  m.median = seconds;
  m.message = "too fast";
  return m;
}

TEST(RoofAlarm, AHigherRoofMakesATimingPlausible) {
  int raises = 0;
  RoofAlarm alarm(machineOf(1e9), [&](const Machine &) { return ++raises, Result<Machine>(machineOf(2e9)); });
  Measurement m = implausible(1.0);
  alarm.check(m, floorOf);
  EXPECT_EQ(m.outcome, Outcome::ok);
  EXPECT_EQ(m.message, "");
  EXPECT_EQ(alarm.machine().fmaPeakF32, 2e9);
  m = implausible(1.0);  // measured against the old roof, judged by the new one
  alarm.check(m, floorOf);
  EXPECT_EQ(m.outcome, Outcome::ok);
  EXPECT_EQ(raises, 1);
}

TEST(RoofAlarm, WhatStaysAboveTheRoofIsAnError) {
  int raises = 0;
  RoofAlarm alarm(machineOf(1e9), [&](const Machine &m) { return ++raises, Result<Machine>(m); });
  for (int i = 0; i < 10; ++i) {
    Measurement m = implausible(1.0);
    alarm.check(m, floorOf);
    EXPECT_EQ(m.outcome, Outcome::implausible);
    EXPECT_EQ(m.message, "too fast");
  }
  EXPECT_EQ(raises, 3) << "not for each candidate";
}

TEST(RoofAlarm, LeavesOtherOutcomesAlone) {
  RoofAlarm alarm(machineOf(1e9), [&](const Machine &m) { return ADD_FAILURE(), Result<Machine>(m); });
  Measurement m = implausible(1.0);
  m.outcome = Outcome::crash;
  alarm.check(m, floorOf);
  EXPECT_EQ(m.outcome, Outcome::crash);
}

TEST(Floor, CountsMultiplyAccumulatesAndTouchedBytes) {
  auto task = testing::matmulTask(512, 512, 512);
  EXPECT_DOUBLE_EQ(floorSeconds(*task, machineOf(1e11), 1), 2.0 * 512 * 512 * 512 / 1e11);
  EXPECT_DOUBLE_EQ(floorSeconds(*task, machineOf(1e11), 2), 512.0 * 512 * 512 / 1e11);
  Machine slowMemory = machineOf(1e15);
  slowMemory.caches.clear();
  slowMemory.bandwidths = {
      {.level = 0, .copyBytesPerSecond = 1e9, .readBytesPerSecond = 1e9, .triadBytesPerSecond = 1e9}};
  EXPECT_NEAR(floorSeconds(*task, slowMemory, 1), 3 * 4 * 512 * 512 / 1e9, 1e-9);
  EXPECT_EQ(floorSeconds(*task, Machine(), 1), 0) << "a machine that was never measured has no floor";
}

TEST(Bound, NamesTheRoofThatBinds) {
  Machine machine = machineOf(1e11);
  machine.caches = {{.level = 1, .bytes = 1 << 15}, {.level = 2, .bytes = 1 << 20}};
  for (int level : {0, 1, 2})
    machine.bandwidths.push_back(
        {.level = level, .copyBytesPerSecond = 1e10, .readBytesPerSecond = 1e10, .triadBytesPerSecond = 1e10});
  EXPECT_EQ(boundOf(*testing::matmulTask(512, 512, 512), machine, 1).roof(), "compute");
  auto softmax = testing::softmaxTask(64, 256);
  EXPECT_EQ(boundOf(softmax->ops.back(), Machine(), 1).roof(), "");
  OpSummary copy = testing::fillOf(0, {512, 512});
  copy.bytes = 1 << 20;
  EXPECT_EQ(boundOf(copy, machine, 1).roof(), "L2");
  copy.bytes = 1 << 21;
  EXPECT_EQ(boundOf(copy, machine, 1).roof(), "memory");
}

}  // namespace
}  // namespace mlir_rl
