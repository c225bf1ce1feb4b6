#include "mlir_rl/support/clock.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace mlir_rl {
namespace {

TEST(Clock, StopwatchCountsSeconds) {
  Stopwatch watch;
  usleep(20'000);
  double seconds = watch.seconds();
  EXPECT_GE(seconds, 0.02);
  EXPECT_LT(seconds, 20.0);
}

TEST(Clock, NeverDecreases) {
  double last = monotonicSeconds();
  for (int i = 0; i < 1000; ++i) {
    double now = monotonicSeconds();
    EXPECT_GE(now, last);
    last = now;
  }
}

}  // namespace
}  // namespace mlir_rl
