#pragma once

/// \file
/// Numbers for people: three significant digits and a unit.

#include <cstdint>
#include <string>

namespace mlir_rl {

/// "850 ns", "12.3 µs", "3.21 ms", "4.50 s"; "-" for 0 and for what was never measured (negative or NaN).
std::string formatSeconds(double seconds);

/// "512 B", "48.0 KiB", "1.50 MiB", ...
std::string formatBytes(int64_t bytes);

/// "950", "12.3 k", "268 M", "1.20 G" followed by `unit`: formatRate(8.1e10, "FLOP/s") is "81.0 GFLOP/s".
std::string formatRate(double value, const std::string &unit);

/// "0:07", "3:12", "1:02:45".
std::string formatDuration(double seconds);

/// Fixed digits after the point: formatFixed(3.14159, 2) is "3.14".
std::string formatFixed(double value, int digits);

}  // namespace mlir_rl
