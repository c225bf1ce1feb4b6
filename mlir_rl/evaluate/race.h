#pragma once

/// \file
/// How many measurements a policy's search needs to equal plain search.

#include <optional>

#include "mlir_rl/evaluate/evaluation.h"
#include "mlir_rl/evaluate/trace.h"

namespace mlir_rl {

/// One of the schedules that were the policy's best for a while.
struct RaceStep {
  int64_t trials = 0;  ///< measurements of the whole program after which it was the best
  double seconds = 0;  ///< in the final round; 0: failed there
};

struct Race {
  EvaluationSetup setup;  ///< searchTrials: of either search; seed: of this race
  std::string file, name, hash;
  std::vector<RaceStep> steps;    ///< increasing trials, from 0
  double evolutionSeconds = 0;    ///< of what plain search found
  double rulesSeconds = 0;        ///< of the rules' schedules, for scale
  std::optional<int64_t> needed;  ///< nothing: not within its trials
  SearchCost policySearch, evolution;
  int64_t unixTime = 0;
};

/// Equal: at most this much slower.
inline constexpr double kRaceTolerance = 1.02;

/// The first step that equals plain search.
std::optional<int64_t> neededTrials(const std::vector<RaceStep> &steps, double evolutionSeconds);

/// Both searches with setup.searchTrials measurements and the same seed; then all that were the policy's best by then,
/// and the best of plain search, in turns in one process. Errors: see evaluateProgram().
Result<Race> raceProgram(const Bench &bench, const EvaluationSetup &setup, Race named);

nlohmann::json toJson(const Race &race);
/// Errors (usage): what is missing or of another type.
Result<Race> raceFrom(const nlohmann::json &value);

/// Over programs and seeds; one that was not won counts as more than all others. Nothing: the median was not won.
struct RaceSummary {
  int64_t races = 0, won = 0;
  std::optional<double> median;
};
RaceSummary summarise(const std::vector<Race> &races);

nlohmann::json toJson(const RaceSummary &summary);
/// A row for each race, and the summary.
std::string tableText(const std::vector<Race> &races);

}  // namespace mlir_rl
