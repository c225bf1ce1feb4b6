#pragma once

/// \file
/// What an evaluation says of one program: plain data, a line of the table.

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "mlir_rl/evaluate/conditions.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// What was asked.
struct EvaluationSetup : Conditions {
  std::vector<int64_t> trials;  ///< increasing
  int64_t searchTrials = 0;     ///< of evolutionary search; 0: none
  bool operator==(const EvaluationSetup &) const = default;

  /// After how many measurements of evolutionary search there is a version, increasing: searchTrials, and without a
  /// policy those of trials.
  std::vector<int64_t> plainTrials() const;
};

/// "evolutionary@100"
std::string plainVersion(int64_t trials);

/// One version of the program in its final round.
struct EvaluatedVersion {
  std::string name;            ///< "unscheduled", "default", "sampled@0", "policy@10", "evolutionary@100", "recorded"
  std::string schedules;       ///< as printSchedules() writes them; empty: unscheduled
  std::string outcome = "ok";  ///< else the kind of failure
  std::string message;         ///< for failures
  double seconds = 0;          ///< median of one call
  double spread = 0;           ///< interquartile range / median
  int64_t samples = 0;
};

/// What a search took.
struct SearchCost {
  int64_t measured = 0;
  double seconds = 0;  ///< wall time, proposing included, play-offs not
  std::map<std::string, int64_t> failed;
};

struct ProgramEvaluation {
  EvaluationSetup setup;
  std::string file, name, hash;  ///< of the program
  std::string opType;            ///< class of the op that dominates; "several" when there are several tasks
  int64_t ops = 0;               ///< computing ops of one call: fills and pads not counted
  double flops = 0, bytes = 0;   ///< of one call, nominal
  std::vector<EvaluatedVersion> versions;
  SearchCost policySearch, evolution;
  int64_t unixTime = 0;

  /// Null when there is none of this name.
  const EvaluatedVersion *find(const std::string &version) const;
  /// Seconds of a version that is right; 0: failed, or not there.
  double secondsOf(const std::string &version) const;
  /// The fastest that is right; null when all failed.
  const EvaluatedVersion *best() const;
};

nlohmann::json toJson(const EvaluationSetup &setup);
nlohmann::json toJson(const ProgramEvaluation &evaluation);
nlohmann::json toJson(const SearchCost &cost);
/// These throw nlohmann's exceptions.
EvaluationSetup setupFrom(const nlohmann::json &value);
SearchCost costFrom(const nlohmann::json &value);
/// Errors (usage): what is missing or of another type.
Result<ProgramEvaluation> evaluationFrom(const nlohmann::json &value);

}  // namespace mlir_rl
