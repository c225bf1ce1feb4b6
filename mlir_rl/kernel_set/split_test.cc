#include "mlir_rl/kernel_set/split.h"

#include <gtest/gtest.h>

#include <map>

#include "mlir_rl/support/hash.h"

namespace mlir_rl::kernel {
namespace {

TEST(KernelSplits, AreEightOneAndOneOfTen) {
  std::map<Split, int> counts;
  for (int i = 0; i < 10000; ++i) ++counts[splitOf(hashText(std::to_string(i)))];
  EXPECT_NEAR(counts[Split::train], 8000, 150);
  EXPECT_NEAR(counts[Split::validation], 1000, 120);
  EXPECT_NEAR(counts[Split::test], 1000, 120);
}

/// Rows that are out must stay where they are: a set that grows later must not move them.
TEST(KernelSplits, NeverChange) {
  EXPECT_STREQ(splitName(splitOf("0123456789abcdef")), "train");
  EXPECT_STREQ(splitName(splitOf(hashText("5"))), splitName(splitOf(hashText("5"))));
}

}  // namespace
}  // namespace mlir_rl::kernel
