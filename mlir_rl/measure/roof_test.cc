#include "mlir_rl/measure/roof.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "mlir_rl/measure/pin.h"
#include "mlir_rl/measure/roof_kernels.h"
#include "mlir_rl/measure/topology.h"
#include "mlir_rl/support/clock.h"

namespace mlir_rl {
namespace {

std::vector<Isa> isasHere() {
  std::vector<Isa> isas = {Isa::sse2};
  CpuKind host = hostCpu();
  if (host.vectorBits >= 256 && host.hasFma) isas.push_back(Isa::avx2);
  if (host.vectorBits >= 512) isas.push_back(Isa::avx512);
  return isas;
}

TEST(RoofKernels, MultiplyAddsAreComputed) {
  for (Isa isa : isasHere()) {
    const RoofKernels &kernels = roofKernels(isa);
    ASSERT_EQ(kernels.isa, isa);
    EXPECT_GE(kernels.chains, 10);
    // One step from x = chain + 1: the sum over chains of 3 (chain + 1) + 2, in each lane.
    double expected = 3.0 * kernels.chains * (kernels.chains + 1) / 2 + 2 * kernels.chains;
    EXPECT_EQ(kernels.fmaF32(1, 3, 2), expected * kernels.lanesF32);
    EXPECT_EQ(kernels.fmaF64(1, 3, 2), expected * kernels.lanesF64);
    EXPECT_EQ(kernels.fmaF32(4096, 0.5f, 1.0f), 2.0 * kernels.chains * kernels.lanesF32);
  }
}

TEST(RoofKernelsTiming, TwiceTheWorkTakesTwiceTheTime) {
  PinnedThread pin;
  for (Isa isa : isasHere()) {
    auto best = [&](int64_t iterations) {
      double least = 1;
      for (int i = 0; i < 50; ++i) {
        Stopwatch watch;
        EXPECT_GT(roofKernels(isa).fmaF32(iterations, 0.5f, 1.0f), 0);
        least = std::min(least, watch.seconds());
      }
      return least;
    };
    double ratio = best(80000) / best(20000);
    EXPECT_GT(ratio, 2.0);  // 4 when undisturbed
  }
}

TEST(RoofKernels, MemoryKernelsTouchEveryElement) {
  constexpr int64_t n = 4 * kRoofBlock;
  alignas(64) static double to[n], a[n], b[n];
  for (Isa isa : isasHere()) {
    const RoofKernels &kernels = roofKernels(isa);
    uint64_t bits = 0;
    for (int64_t i = 0; i < n; ++i) {
      a[i] = static_cast<double>(i + 1);
      b[i] = static_cast<double>(1000 - i);
      uint64_t pattern;
      __builtin_memcpy(&pattern, &a[i], 8);
      bits += pattern;
    }
    EXPECT_EQ(kernels.read(a, n, 3), 3 * bits);
    for (auto copy : {kernels.copy, kernels.copyStream}) {
      std::fill_n(to, n, -1.0);
      copy(to, a, n, 2);
      EXPECT_TRUE(std::equal(a, a + n, to));
    }
    for (auto triad : {kernels.triad, kernels.triadStream}) {
      std::fill_n(to, n, -1.0);
      triad(to, a, b, n, 2);
      for (int64_t i = 0; i < n; ++i) ASSERT_EQ(to[i], a[i] + 3 * b[i]);
    }
  }
}

TEST(RoofTiming, MeasuredInTimeAndPlausible) {
  Stopwatch watch;
  int heard = 0;
  Result<Roof> roof = measureRoof(readMachine(), [&](const std::string &) { ++heard; });
  ASSERT_TRUE(roof.has_value()) << roof.error().message;
  // 2.5 s when the core is ours; other programs may share it while tests run.
  EXPECT_LT(watch.seconds(), 6);
  EXPECT_GT(heard, 5);
  EXPECT_GT(roof->fmaF32.best, 2e9);
  EXPECT_LT(roof->fmaF32.best, 2e12);
  EXPECT_GT(roof->fmaF32.best, 1.3 * roof->fmaF64.best);
  EXPECT_LE(roof->fmaF32.median, roof->fmaF32.best);
  ASSERT_EQ(roof->levels.size(), readMachine().caches.size() + 1);
  for (const LevelRoof &level : roof->levels)
    for (const Rate &rate : {level.read, level.copy, level.triad}) {
      EXPECT_GT(rate.best, 5e8);
      EXPECT_LT(rate.best, 5e12);
      EXPECT_GE(rate.bursts, 1);
    }
  EXPECT_EQ(roof->levels.back().level, 0);
  EXPECT_GT(roof->levels.front().read.best, roof->levels.back().read.best);
}

TEST(Roof, RefusesWhatThisCpuLacks) {
  Machine machine = readMachine();
  machine.vectorBits = 2048;
  Result<Roof> roof = measureRoof(machine);
  ASSERT_FALSE(roof.has_value());
  EXPECT_EQ(roof.error().kind, ErrorKind::usage);
}

/// 100 GFLOP/s, L1 of 32 KiB at 200 GB/s, shared L2 of 1 MiB at 100 GB/s, memory at 10 GB/s.
Machine madeUp() {
  Machine machine;
  machine.cores = 4;
  machine.caches = {{.level = 1, .bytes = 32 << 10}, {.level = 2, .bytes = 1 << 20, .sharedBy = 4}};
  machine.fmaPeakF32 = 1e11;
  machine.fmaPeakF64 = 5e10;
  machine.bandwidths = {
      {.level = 1, .copyBytesPerSecond = 1e11, .readBytesPerSecond = 2e11},
      {.level = 2, .copyBytesPerSecond = 1e11, .readBytesPerSecond = 5e10},
      {.level = 0, .copyBytesPerSecond = 8e9, .readBytesPerSecond = 9e9, .triadBytesPerSecond = 1e10}};
  return machine;
}

TEST(RoofSeconds, ComputingBinds) {
  EXPECT_DOUBLE_EQ(roofSeconds(madeUp(), 1e9, 1000, 1000, ElementType::f32), 0.01);
  EXPECT_DOUBLE_EQ(roofSeconds(madeUp(), 1e9, 1000, 1000, ElementType::f64), 0.02);
  EXPECT_DOUBLE_EQ(roofSeconds(madeUp(), 1e9, 1000, 1000, ElementType::i8), 0.0025);
  EXPECT_DOUBLE_EQ(roofSeconds(madeUp(), 1e9, 1000, 1000, ElementType::f32, 4), 0.0025);
}

TEST(RoofSeconds, BandwidthOfTheLevelThatFits) {
  Machine machine = madeUp();
  EXPECT_DOUBLE_EQ(roofSeconds(machine, 1, 2e9, 16 << 10, ElementType::f32), 0.01);
  // Far beyond the caches memory's rate is what is left; the caches can only have saved their own bytes.
  EXPECT_NEAR(roofSeconds(machine, 1, 1e9, 1e9, ElementType::f32), 0.1, 0.001);
  double inL2 = roofSeconds(machine, 1, 1e9, 512 << 10, ElementType::f32);
  EXPECT_GT(inL2, 1e9 / 2e11);
  EXPECT_LT(inL2, 1e9 / 1e11);
  EXPECT_GT(inL2, 0.9e9 / 1e11);
}

TEST(RoofSeconds, NeverFallsAsTheWorkingSetGrows) {
  double before = 0;
  for (double bytes = 64; bytes < 1e9; bytes *= 1.3) {
    double now = roofSeconds(madeUp(), 1, 1e9, bytes, ElementType::f32, 2);
    EXPECT_GE(now, before * (1 - 1e-12));
    before = now;
  }
}

TEST(RoofSeconds, ThreadsAddPrivateCachesButNotASharedOne) {
  Machine machine = madeUp();
  // 128 KiB fit the four L1 together.
  EXPECT_DOUBLE_EQ(roofSeconds(machine, 1, 8e9, 128 << 10, ElementType::f32, 4), 0.01);
  machine.caches = {machine.caches[1]};
  machine.bandwidths = {machine.bandwidths[1], machine.bandwidths[2]};
  EXPECT_GT(roofSeconds(machine, 1, 8e9, 4 << 20, ElementType::f32, 4), 2 * 8e9 / 4e11);
}

TEST(RoofSeconds, UnmeasuredMachineAllowsEverything) {
  EXPECT_EQ(roofSeconds(Machine{}, 1e12, 1e12, 1e12, ElementType::f32), 0);
}

TEST(Roof, BestOfTakesEachRate) {
  Roof a, b;
  a.fmaF32 = {.best = 2};
  b.fmaF32 = {.best = 3};
  a.fmaF64 = {.best = 2};
  b.fmaF64 = {.best = 1};
  a.levels = {{.level = 1, .read = {.best = 5}}, {.level = 0, .read = {.best = 1}}};
  b.levels = {{.level = 0, .read = {.best = 4}}};
  Roof best = bestOf(a, b);
  EXPECT_EQ(best.fmaF32.best, 3);
  EXPECT_EQ(best.fmaF64.best, 2);
  EXPECT_EQ(best.levels[0].read.best, 5);
  EXPECT_EQ(best.levels[1].read.best, 4);
}

}  // namespace
}  // namespace mlir_rl
