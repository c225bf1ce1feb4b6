#pragma once

/// \file
/// A training run's folder -> its curves.

#include <map>

#include "mlir_rl/plot/json_rows.h"
#include "mlir_rl/plot/picture.h"

namespace mlir_rl {

struct TrainingRun {
  std::string folder, name;
  std::string model, environment, seed;
  double entropyFloor = 0, targetKl = 0, maxGradientNorm = 0;  ///< 0: not used
  double episodes = 0;                                         ///< of one iteration
  std::string setup;                      ///< the configuration without seed and names: equal where only chance differs
  std::map<std::string, Points> metrics;  ///< over iterations, by the names in metrics.jsonl
  std::map<double, double> minutes;       ///< after each iteration, of what timing.jsonl counts

  /// Empty when there is none of this name.
  const Points &metric(const std::string &name) const;
  /// The same over minutes; points whose time is not known are left out.
  Points overMinutes(const std::string &name) const;
  int64_t iterations() const;
};

/// The metric of failed episodes, in percent: made of failures/KIND.
inline constexpr const char *kFailedShare = "failures, percent";

/// Errors: usage, when it is no run's folder (says what is missing); failed, when no iteration is done.
Result<TrainingRun> readRun(const std::string &folder, Damage &damage);

}  // namespace mlir_rl
