#include "mlir_rl/measure/topology.h"

#include <gtest/gtest.h>

#include "mlir_rl/measure/cpu.h"
#include "mlir_rl/measure/pin.h"

namespace mlir_rl {
namespace {

TEST(Topology, ReadsThisMachine) {
  Machine machine = readMachine();
  EXPECT_FALSE(machine.cpu.empty());
  EXPECT_GE(machine.cores, 1);
  EXPECT_LE(machine.cores, static_cast<int>(usableCpus().size()));
  ASSERT_FALSE(machine.caches.empty());
  EXPECT_EQ(machine.caches.front().level, 1);
  EXPECT_EQ(machine.targetCpu, hostCpu().name);
  EXPECT_EQ(machine.bandwidths.size(), 0u);
  EXPECT_EQ(machine.fmaPeakF32, 0);
}

TEST(Topology, CachesGrowOutwards) {
  int64_t before = 0;
  int level = 0;
  for (const CacheLevel &cache : readMachine().caches) {
    EXPECT_GT(cache.level, level);
    EXPECT_GT(cache.bytes, before);
    EXPECT_GE(cache.ways, 1);
    EXPECT_GE(cache.lineBytes, 16);
    EXPECT_GE(cache.sharedBy, 1);
    before = cache.bytes;
    level = cache.level;
  }
}

TEST(Topology, FingerprintIsOfWhatCounts) {
  Machine machine = readMachine();
  EXPECT_EQ(machine.fingerprint.size(), 16u);
  EXPECT_EQ(machine.fingerprint, fingerprintOf(machine));
  Machine measured = machine;
  measured.fmaPeakF32 = 1e11;
  measured.bandwidths = {{.level = 0, .readBytesPerSecond = 1e10}};
  EXPECT_EQ(fingerprintOf(measured), machine.fingerprint);
  Machine other = machine;
  other.cores += 1;
  EXPECT_NE(fingerprintOf(other), machine.fingerprint);
  other = machine;
  other.caches[0].bytes *= 2;
  EXPECT_NE(fingerprintOf(other), machine.fingerprint);
}

TEST(Topology, MachineForAnotherTarget) {
  Machine host = readMachine();
  Result<Machine> haswell = machineFor("haswell");
  ASSERT_TRUE(haswell.has_value());
  EXPECT_EQ(haswell->targetCpu, "haswell");
  EXPECT_EQ(haswell->vectorBits, 256);
  EXPECT_EQ(haswell->vectorRegisters, 16);
  EXPECT_EQ(haswell->caches, host.caches);
  if (host.targetCpu != "haswell") EXPECT_NE(haswell->fingerprint, host.fingerprint);
  EXPECT_EQ(machineFor("native")->fingerprint, host.fingerprint);
  EXPECT_TRUE(runsHere(host));
  EXPECT_EQ(runsHere(*machineFor("x86-64-v4")), host.vectorBits == 512);
}

TEST(Topology, UnknownTargetIsUsage) {
  Result<Machine> machine = machineFor("z80");
  ASSERT_FALSE(machine.has_value());
  EXPECT_EQ(machine.error().kind, ErrorKind::usage);
  EXPECT_NE(machine.error().message.find("znver4"), std::string::npos) << machine.error().message;
}

}  // namespace
}  // namespace mlir_rl
