#include "mlir_rl/kernel_make/sample.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel_make/check.h"
#include "mlir_rl/kernel_make/golden_test.h"
#include "mlir_rl/kernel_make/typed_test.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel {
namespace {

/// Samples for tests: all families in turn.
std::vector<Sample> someSamples(uint64_t seed, uint64_t count) {
  std::vector<Sample> samples;
  for (uint64_t i = 0; i < count; ++i) samples.push_back(makeSample(seed, i));
  return samples;
}

TEST(Sample, KernelsKeepTheirPromises) {
  for (const Sample &sample : someSamples(11, 500)) {
    SCOPED_TRACE(printModule(sample.module));
    EXPECT_EQ(TypeChecker(sample.module).wrong(), "");
    Result<Behaviour> behaviour = examine(sample);
    ASSERT_TRUE(behaviour) << behaviour.error().message;
    EXPECT_EQ(behaviour->wrong(), "");
    EXPECT_LT(behaviour->instructions, 4000000);
    EXPECT_GE(sample.inputs.size(), 3U);
  }
}

TEST(Sample, NoTwoAreOneProgram) {
  std::set<std::string> renamed, blanked;
  constexpr size_t kCount = 1000;
  for (const Sample &sample : someSamples(12, kCount)) {
    renamed.insert(hashKernel(sample.module, sample.kernel, Likeness::renamed));
    blanked.insert(hashKernel(sample.module, sample.kernel, Likeness::blanked));
  }
  EXPECT_EQ(renamed.size(), kCount);
  EXPECT_GE(blanked.size(), kCount * 99 / 100);
}

TEST(Sample, DependsOnSeedIndexAndFamilyOnly) {
  const KernelFamily &first = kernelFamilies().front(), &last = kernelFamilies().back();
  Sample alone = makeSample(3, 17, first);
  for (uint64_t i = 20; i-- > 10;) {
    Sample sample = makeSample(3, i, first);
    if (i == 17) EXPECT_EQ(sample.module, alone.module);
    if (i == 17) EXPECT_EQ(sample.inputs, alone.inputs);
    if (i != 17) EXPECT_NE(sample.module, alone.module);
  }
  EXPECT_NE(makeSample(4, 17, first).module, alone.module);
  EXPECT_NE(makeSample(3, 17, last).module, alone.module);
}

TEST(Sample, FamiliesHaveEqualShares) {
  std::map<std::string, int> counts;
  size_t families = kernelFamilies().size();
  for (uint64_t i = 0; i < 10 * families; ++i) ++counts[familyOf(5, i).name];
  EXPECT_EQ(counts.size(), families);
  for (const auto &[family, count] : counts) EXPECT_EQ(count, 10) << family;
  std::span<const KernelFamily> two = kernelFamilies().subspan(0, 2);
  EXPECT_NE(familyOf(5, 0, two).name, familyOf(5, 1, two).name);
}

TEST(Sample, FirstKernelsAreAsRecorded) {
  for (const KernelFamily &family : kernelFamilies()) {
    Result<std::string> golden = readFile(std::string(MLIR_RL_SOURCE_DIR) + "/" + goldenPath(family));
    ASSERT_TRUE(golden) << golden.error().message;
    EXPECT_EQ(goldenText(family), *golden) << "if this is meant, write them anew: kernel_make_report --goldens .";
  }
}

/// Growth ends whatever is drawn; among so many there were kernels whose conditions had no end.
TEST(SampleSlow, FortyThousandEnd) {
  for (uint64_t index = 0; index < 40'000; ++index) ASSERT_FALSE(makeSample(1, index).module.kernels.empty()) << index;
}

TEST(Sample, InputsHaveEdgesAndOddSizes) {
  bool corners = false, odd = false;
  for (const Sample &sample : someSamples(13, 30))
    for (const LaunchInput &input : sample.inputs)
      for (const ParameterInput &parameter : input.parameters) {
        for (const FillRule &rule : parameter.rules) corners |= rule.filling == Filling::corners;
        for (int32_t extent : parameter.shape) odd |= extent > 1 && extent % 2 == 1;
      }
  EXPECT_TRUE(corners && odd);
}

}  // namespace
}  // namespace mlir_rl::kernel
