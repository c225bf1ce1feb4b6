#include "mlir_rl/evaluate/statistics.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "mlir_rl/measure/timing.h"

namespace mlir_rl {

Statistics statisticsOf(std::vector<double> values) {
  Statistics s{.count = int64_t(values.size())};
  if (values.empty()) return s;
  double n = double(values.size()), logs = 0, squares = 0;
  s.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  for (double value : values) {
    logs += std::log(value);
    squares += (value - s.mean) * (value - s.mean);
  }
  s.geometricMean = std::exp(logs / n);
  if (values.size() > 1) s.deviation = std::sqrt(squares / (n - 1));
  s.min = *std::min_element(values.begin(), values.end());
  s.max = *std::max_element(values.begin(), values.end());
  s.median = medianOf(std::move(values));
  return s;
}

double quantile(const std::vector<double> &sorted, double share) {
  double place = share * double(sorted.size() - 1);
  size_t below = size_t(place), above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - double(below)) * (sorted[above] - sorted[below]);
}

nlohmann::json toJson(const Statistics &s) {
  if (s.count == 0) return {{"count", 0}};
  return {{"count", s.count}, {"geometric_mean", s.geometricMean}, {"mean", s.mean}, {"median", s.median},
          {"min", s.min},     {"standard_deviation", s.deviation}, {"max", s.max}};
}

}  // namespace mlir_rl
