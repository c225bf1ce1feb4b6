#include "mlir_rl/support/nearest.h"

#include <gtest/gtest.h>

namespace mlir_rl {
namespace {

TEST(Nearest, Distance) {
  EXPECT_EQ(editDistance("", "abc"), 3);
  EXPECT_EQ(editDistance("kitten", "sitting"), 3);
  EXPECT_EQ(editDistance("tiral", "trial"), 1);
  EXPECT_EQ(editDistance("same", "same"), 0);
}

TEST(Nearest, NamesAWordCloseBy) {
  std::vector<std::string> names = {"trials", "threads", "time"};
  EXPECT_EQ(nearestName("trails", names), "trials");
  EXPECT_EQ(nearestName("thread", names), "threads");
  EXPECT_EQ(nearestName("colour", names), "");
  EXPECT_EQ(didYouMean("tim", names), "; did you mean time?");
  EXPECT_EQ(didYouMean("x", names), "");
}

}  // namespace
}  // namespace mlir_rl
