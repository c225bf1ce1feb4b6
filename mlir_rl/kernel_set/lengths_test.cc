#include "mlir_rl/kernel_set/lengths.h"

#include <gtest/gtest.h>

namespace mlir_rl::kernel {
namespace {

Lengths of(std::initializer_list<int64_t> values) {
  Lengths lengths;
  for (int64_t value : values) lengths.add(value);
  return lengths;
}

TEST(KernelLengths, StandInOrder) {
  Lengths lengths = of({9, 1, 5, 3, 7});
  EXPECT_EQ(lengths.total(), 5);
  EXPECT_EQ(lengths.quantile(0), 1);
  EXPECT_EQ(lengths.quantile(0.5), 5);
  EXPECT_EQ(lengths.quantile(0.8), 9);
  EXPECT_EQ(lengths.quantile(1), 9);
  EXPECT_EQ(lengths.longest(), 9);
  EXPECT_DOUBLE_EQ(lengths.within(5), 0.6);
  EXPECT_DOUBLE_EQ(lengths.within(0), 0);
  EXPECT_DOUBLE_EQ(lengths.within(100), 1);
}

TEST(KernelLengths, OfNothingAreNone) {
  Lengths lengths;
  EXPECT_EQ(lengths.quantile(0.5), 0);
  EXPECT_EQ(lengths.longest(), 0);
  EXPECT_EQ(lengths.within(1), 0);
  EXPECT_TRUE(lengths.bins().empty());
}

TEST(KernelLengths, FallIntoFourBinsADoubling) {
  using Bins = std::vector<Lengths::Bin>;
  EXPECT_EQ(of({0, 1, 3, 3}).bins(), (Bins{{0, 1, 0.25}, {1, 2, 0.25}, {2, 3, 0}, {3, 4, 0.5}}));
  EXPECT_EQ(of({7, 9, 12, 13}).bins(), (Bins{{7, 8, 0.25}, {8, 10, 0.25}, {10, 12, 0}, {12, 14, 0.5}}));
  EXPECT_EQ(of({1000, 1023, 1024, 1279}).bins(), (Bins{{896, 1024, 0.5}, {1024, 1280, 0.5}}));
}

}  // namespace
}  // namespace mlir_rl::kernel
