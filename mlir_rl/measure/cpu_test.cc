#include "mlir_rl/measure/cpu.h"

#include <gtest/gtest.h>

#include <set>

namespace mlir_rl {
namespace {

TEST(Cpu, TableHasEveryNameOnce) {
  std::set<std::string_view> names;
  for (const CpuKind &kind : knownCpus()) {
    EXPECT_TRUE(names.insert(kind.name).second) << kind.name;
    EXPECT_EQ(kind.vectorRegisters, kind.vectorBits == 512 ? 32 : 16) << kind.name;
  }
  ASSERT_NE(findCpu("haswell"), nullptr);
  EXPECT_EQ(findCpu("haswell")->vectorBits, 256);
  EXPECT_TRUE(findCpu("haswell")->hasFma);
  EXPECT_EQ(findCpu("skylake-avx512")->vectorBits, 512);
  EXPECT_FALSE(findCpu("x86-64-v2")->hasFma);
  EXPECT_EQ(findCpu("pentium"), nullptr);
}

TEST(Cpu, HostIsOneOfTheKnownAndHasWhatItSays) {
  CpuKind host = hostCpu();
  EXPECT_NE(findCpu(host.name), nullptr) << host.name;
  EXPECT_EQ(host.vectorBits == 512, __builtin_cpu_supports("avx512f") != 0);
  EXPECT_EQ(host.hasFma, __builtin_cpu_supports("fma") != 0);
  EXPECT_EQ(cpuSignature(), cpuSignature());
  EXPECT_NE(cpuSignature(), "0.0.0");
}

TEST(Cpu, KernelsFollowWidthAndFma) {
  EXPECT_EQ(isaOf(512, true), Isa::avx512);
  EXPECT_EQ(isaOf(256, true), Isa::avx2);
  EXPECT_EQ(isaOf(256, false), Isa::sse2);
  EXPECT_EQ(isaOf(128, false), Isa::sse2);
}

}  // namespace
}  // namespace mlir_rl
