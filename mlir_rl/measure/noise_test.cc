#include "mlir_rl/measure/noise.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "mlir_rl/support/clock.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

namespace fs = std::filesystem;

std::vector<double> samples(int fast, double fastSeconds, int slow, double slowSeconds) {
  std::vector<double> all(static_cast<size_t>(fast), fastSeconds);
  all.insert(all.end(), static_cast<size_t>(slow), slowSeconds);
  return all;
}

TEST(Jitter, SteadyWork) {
  Jitter jitter = jitterOf(samples(1000, 50e-6, 0, 0));
  EXPECT_DOUBLE_EQ(jitter.medianSeconds, 50e-6);
  EXPECT_DOUBLE_EQ(jitter.p95OverMedian, 1);
  EXPECT_FALSE(jitter.bimodal);
  EXPECT_EQ(jitter.samples, 1000);
}

TEST(Jitter, FewOutliersAreNotASecondSpeed) {
  Jitter jitter = jitterOf(samples(1000, 50e-6, 30, 500e-6));
  EXPECT_FALSE(jitter.bimodal);
  EXPECT_DOUBLE_EQ(jitter.p95OverMedian, 1);
  EXPECT_NEAR(jitter.worstOverMedian, 10, 1e-9);
}

TEST(Jitter, TwoFrequentSpeeds) {
  for (int slow : {300, 500, 700}) {
    Jitter jitter = jitterOf(samples(1000 - slow, 50e-6, slow, 80e-6));
    EXPECT_TRUE(jitter.bimodal) << slow;
    EXPECT_NEAR(jitter.slowOverFast, 1.6, 1e-9);
  }
}

TEST(JitterTiming, MeasuredHere) {
  Stopwatch watch;
  Jitter jitter = measureJitter(0.1);
  EXPECT_LT(watch.seconds(), 5);
  EXPECT_GE(jitter.samples, 20);
  EXPECT_GT(jitter.medianSeconds, 1e-6);
  EXPECT_LT(jitter.medianSeconds, 0.1);
  EXPECT_GE(jitter.p95OverMedian, 1);
  EXPECT_GE(jitter.worstOverMedian, jitter.p95OverMedian);
  EXPECT_GE(jitter.stealShare, 0);
  EXPECT_LE(jitter.stealShare, 1);
}

class SystemStateTest : public testing::Test {
 protected:
  void write(const std::string &path, const std::string &text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }
  TemporaryFolder temporary_;
  fs::path root_ = temporary_.path();
};

TEST_F(SystemStateTest, SilentSystem) {
  SystemState state = readSystemState(root_);
  EXPECT_EQ(state.governor, "");
  EXPECT_FALSE(state.turbo.has_value());
  EXPECT_FALSE(state.smt.has_value());
  EXPECT_FALSE(state.perfParanoid.has_value());
  EXPECT_EQ(state.load1, 0);
}

TEST_F(SystemStateTest, ReadsWhatIsThere) {
  write("proc/loadavg", "1.50 1.0 0.5 2/90 77\n");
  write("proc/sys/kernel/perf_event_paranoid", "-1\n");
  write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
  write("sys/devices/system/cpu/smt/active", "1\n");
  write("sys/devices/system/cpu/intel_pstate/no_turbo", "0\n");
  SystemState state = readSystemState(root_);
  EXPECT_EQ(state.load1, 1.5);
  EXPECT_EQ(state.governor, "powersave");
  EXPECT_EQ(state.turbo, true);
  EXPECT_EQ(state.smt, true);
  EXPECT_EQ(state.perfParanoid, -1);
  write("sys/devices/system/cpu/intel_pstate/no_turbo", "1\n");
  EXPECT_EQ(readSystemState(root_).turbo, false);
  fs::remove_all(root_ / "sys/devices/system/cpu/intel_pstate");
  write("sys/devices/system/cpu/cpufreq/boost", "1\n");
  EXPECT_EQ(readSystemState(root_).turbo, true);
}

TEST(Warnings, NothingToSayOnAQuietMachine) {
  SystemState state;
  state.governor = "performance";
  state.turbo = false;
  state.smt = false;
  EXPECT_TRUE(warningsFor(Machine{}, state, Jitter{}).empty());
}

/// Each fault alone gives exactly one warning, with its number in it and something to do.
TEST(Warnings, EachFaultAlone) {
  Machine machine;
  machine.cores = 2;
  auto only = [&](const std::string &word, const SystemState &state, const Jitter &jitter) {
    std::vector<Warning> warnings = warningsFor(machine, state, jitter);
    ASSERT_EQ(warnings.size(), 1u) << word;
    EXPECT_NE(warnings[0].what.find(word), std::string::npos) << warnings[0].what;
    EXPECT_FALSE(warnings[0].remedy.empty());
  };
  only("hypervisor takes 10 %", {}, {.stealShare = 0.1});
  only("1.60x", {}, {.bimodal = true, .slowOverFast = 1.6});
  only("20 %", {}, {.p95OverMedian = 1.2});
  only("may not pin", {}, {.pinned = false});
  SystemState state;
  state.load1 = 1.75;
  only("load 1.75 on 2 cores", state, {});
  state = {};
  state.governor = "ondemand";
  only("'ondemand'", state, {});
  state = {};
  state.turbo = true;
  only("turbo", state, {});
  state = {};
  state.smt = true;
  only("hardware threads", state, {});
  state = {};
  state.cpuQuota = 1.5;
  only("1.50 CPUs", state, {});
  state = {};
  state.virtualMachine = true;
  only("virtual machine", state, {});
}

}  // namespace
}  // namespace mlir_rl
