#include "mlir_rl/support/interrupt.h"

#include <gtest/gtest.h>

#include <csignal>

namespace mlir_rl {
namespace {

TEST(Interrupt, FirstSignalSetsTheFlag) {
  catchInterrupts();
  EXPECT_FALSE(interrupted());
  raise(SIGINT);
  EXPECT_TRUE(interrupted());
  clearInterrupt();
  EXPECT_FALSE(interrupted());
  raise(SIGTERM);
  EXPECT_TRUE(interrupted());
  clearInterrupt();
}

TEST(InterruptDeathTest, SecondSignalKills) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  auto twice = [] {
    catchInterrupts();
    raise(SIGINT);
    if (interrupted()) raise(SIGINT);
  };
  EXPECT_EXIT(twice(), testing::KilledBySignal(SIGINT), "");
}

}  // namespace
}  // namespace mlir_rl
