#include "mlir_rl/plot/axis.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace mlir_rl {

namespace {

struct Range {
  double low, high;
};

std::string numberText(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", std::abs(value) < 1e-12 ? 0 : value);
  return text;
}

/// 1, 2 or 5 times a power of ten, at least `step`.
double niceStep(double step) {
  double power = std::pow(10, std::floor(std::log10(step)));
  for (double factor : {1., 2., 5.})
    if (factor * power >= step * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

std::vector<Tic> evenTics(Range range) {
  double step = niceStep((range.high - range.low) / 5);
  std::vector<Tic> tics;
  for (double i = std::ceil(range.low / step - 1e-9); i * step <= range.high + 1e-9 * step; ++i)
    tics.push_back({i * step, numberText(i * step)});
  return tics;
}

/// Over a wide range 1, 2, 5, 10, ...; over a very wide one powers of ten; else evenly spaced numbers.
std::vector<Tic> ratioTics(Range range) {
  double span = range.high / range.low;
  if (span < 4) return evenTics(range);
  std::vector<Tic> tics;
  int every = std::max(1, int(std::ceil(std::log10(span) / 7)));
  for (int power = int(std::floor(std::log10(range.low))); power <= std::log10(range.high); ++power)
    for (double factor : {1., 2., 5.}) {
      double at = factor * std::pow(10, power);
      if (span > 300 && (factor != 1 || power % every != 0)) continue;
      if (at >= range.low * (1 - 1e-9) && at <= range.high * (1 + 1e-9)) tics.push_back({at, numberText(at)});
    }
  return tics;
}

/// Room around the data; a single value gets room too.
Range padded(Range range, bool ratio) {
  if (ratio) {
    double factor = std::max(std::pow(range.high / range.low, 0.06), 1.01);
    return {range.low / factor, range.high * factor};
  }
  double room = 0.06 * (range.high - range.low);
  if (room <= 0) room = range.high == 0 ? 1 : 0.1 * std::abs(range.high);
  return {range.low - room, range.high + room};
}

Range rangeOf(const Axis &axis, const std::vector<double> &values) {
  Range range = {INFINITY, -INFINITY};
  for (double value : values)
    if (std::isfinite(value) && (!axis.ratio || value > 0))
      range = {std::min(range.low, value), std::max(range.high, value)};
  if (range.low > range.high) return axis.ratio ? Range{0.5, 2} : Range{0, 1};
  if (!axis.fromZero) return padded(range, axis.ratio);
  range.low = std::min(range.low, 0.);
  Range wide = padded(range, false);
  return {range.low == 0 ? 0 : wide.low, wide.high};
}

}  // namespace

Axis fitted(Axis axis, const std::vector<double> &values) {
  Range range = axis.low == axis.high ? rangeOf(axis, values) : Range{axis.low, axis.high};
  axis.low = range.low;
  axis.high = range.high;
  if (axis.tics.empty()) axis.tics = axis.ratio ? ratioTics(range) : evenTics(range);
  return axis;
}

}  // namespace mlir_rl
