#include "mlir_rl/support/units.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace mlir_rl {
namespace {

/// Three significant digits of a number below 1000 (or of anything, without a fraction).
std::string threeDigits(double value) {
  if (value < 9.995) return formatFixed(value, 2);
  if (value < 99.95) return formatFixed(value, 1);
  return formatFixed(value, 0);
}

}  // namespace

std::string formatFixed(double value, int digits) {
  char text[64];
  snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

std::string formatSeconds(double seconds) {
  if (!(seconds > 0)) return "-";
  if (!std::isfinite(seconds)) return "inf";
  if (seconds < 0.9995e-6) return formatFixed(seconds * 1e9, 0) + " ns";
  if (seconds < 0.9995e-3) return threeDigits(seconds * 1e6) + " µs";
  if (seconds < 0.9995) return threeDigits(seconds * 1e3) + " ms";
  return threeDigits(seconds) + " s";
}

std::string formatBytes(int64_t bytes) {
  if (bytes < 1024) return std::to_string(bytes) + " B";
  static constexpr std::array<const char *, 6> units = {" KiB", " MiB", " GiB", " TiB", " PiB", " EiB"};
  double value = static_cast<double>(bytes) / 1024;
  size_t unit = 0;
  for (; value >= 1023.5; ++unit) value /= 1024;
  return threeDigits(value) + units[unit];
}

std::string formatRate(double value, const std::string &unit) {
  if (!std::isfinite(value) || value < 0) return "-";
  static constexpr std::array<const char *, 6> prefixes = {"", "k", "M", "G", "T", "P"};
  size_t prefix = 0;
  for (; value >= 999.5 && prefix + 1 < prefixes.size(); ++prefix) value /= 1000;
  return threeDigits(value) + " " + prefixes[prefix] + unit;
}

std::string formatDuration(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0) return "?";
  auto whole = std::llround(std::fmin(seconds, 1e15));
  char text[64];
  if (whole >= 3600) {
    snprintf(text, sizeof text, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
  } else {
    snprintf(text, sizeof text, "%lld:%02lld", whole / 60, whole % 60);
  }
  return text;
}

}  // namespace mlir_rl
