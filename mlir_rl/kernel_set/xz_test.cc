#include "mlir_rl/kernel_set/xz.h"

#include <gtest/gtest.h>

#include <string>

#include "mlir_rl/support/seed.h"

namespace mlir_rl::kernel {
namespace {

TEST(KernelXz, CountsWhatComesOut) {
  XzCounter same, noise;
  Random random = makeRandom(3);
  for (int i = 0; i < 1000; ++i) {
    same.add("the same text every time\n");
    std::string bytes;
    for (int j = 0; j < 25; ++j) bytes += char(random());
    noise.add(bytes);
  }
  XzCounter::Sizes small = same.finish(), large = noise.finish();
  EXPECT_EQ(small.raw, 25000);
  EXPECT_EQ(large.raw, 25000);
  EXPECT_LT(small.compressed, 400);
  EXPECT_GT(large.compressed, 25000);
}

}  // namespace
}  // namespace mlir_rl::kernel
