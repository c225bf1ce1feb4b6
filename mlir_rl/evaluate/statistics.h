#pragma once

/// \file
/// Numbers about numbers.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <vector>

namespace mlir_rl {

/// Of positive values. All 0 when there are none.
struct Statistics {
  int64_t count = 0;
  double geometricMean = 0, mean = 0, median = 0;
  double deviation = 0;  ///< standard deviation of a sample (n - 1); 0 for fewer than two
  double min = 0, max = 0;
};

Statistics statisticsOf(std::vector<double> values);

/// The value a share of the way through, between neighbours in proportion; of at least one.
double quantile(const std::vector<double> &sorted, double share);

nlohmann::json toJson(const Statistics &statistics);

}  // namespace mlir_rl
