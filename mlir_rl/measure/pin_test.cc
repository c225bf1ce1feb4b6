#include "mlir_rl/measure/pin.h"

#include <gtest/gtest.h>

namespace mlir_rl {
namespace {

TEST(PinnedThread, PinsAndGivesBack) {
  std::vector<int> before = usableCpus();
  ASSERT_FALSE(before.empty());
  {
    PinnedThread pin;
    ASSERT_TRUE(pin.pinned());
    EXPECT_EQ(pin.cpu(), before.back());
    EXPECT_EQ(usableCpus(), std::vector<int>{before.back()});
    EXPECT_EQ(sched_getcpu(), before.back());
  }
  EXPECT_EQ(usableCpus(), before);
}

TEST(PinnedThread, RefusalIsVisible) {
  std::vector<int> before = usableCpus();
  EXPECT_FALSE(PinnedThread(-1).pinned());
  EXPECT_FALSE(PinnedThread(CPU_SETSIZE + 5).pinned());
  EXPECT_EQ(usableCpus(), before);
}

}  // namespace
}  // namespace mlir_rl
