#include "mlir_rl/support/units.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mlir_rl {
namespace {

TEST(Units, Seconds) {
  EXPECT_EQ(formatSeconds(850e-9), "850 ns");
  EXPECT_EQ(formatSeconds(12.34e-6), "12.3 µs");
  EXPECT_EQ(formatSeconds(3.214e-3), "3.21 ms");
  EXPECT_EQ(formatSeconds(0.99999), "1.00 s");
  EXPECT_EQ(formatSeconds(123.4), "123 s");
  EXPECT_EQ(formatSeconds(0), "-");
  EXPECT_EQ(formatSeconds(std::nan("")), "-");
  EXPECT_EQ(formatSeconds(INFINITY), "inf");
}

TEST(Units, Bytes) {
  EXPECT_EQ(formatBytes(0), "0 B");
  EXPECT_EQ(formatBytes(48 * 1024), "48.0 KiB");
  EXPECT_EQ(formatBytes(1024 * 1024 - 1), "1.00 MiB");
  EXPECT_EQ(formatBytes(INT64_MAX), "8.00 EiB");
}

TEST(Units, Rates) {
  EXPECT_EQ(formatRate(8.1e10, "FLOP/s"), "81.0 GFLOP/s");
  EXPECT_EQ(formatRate(999.9, "B/s"), "1.00 kB/s");
  EXPECT_EQ(formatRate(3, "B"), "3.00 B");
  EXPECT_EQ(formatRate(NAN, "B"), "-");
}

TEST(Units, Durations) {
  EXPECT_EQ(formatDuration(7.2), "0:07");
  EXPECT_EQ(formatDuration(192), "3:12");
  EXPECT_EQ(formatDuration(3765), "1:02:45");
  EXPECT_EQ(formatDuration(NAN), "?");
}

}  // namespace
}  // namespace mlir_rl
