#pragma once

/// \file
/// Rows of programs -> numbers about each version.

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "mlir_rl/evaluate/evaluation.h"
#include "mlir_rl/evaluate/statistics.h"

namespace mlir_rl {

/// Beyond this a program counts as made faster; below the other as made slower.
inline constexpr double kFaster = 1.05, kSlower = 0.98;

/// One version over several programs.
struct VersionSummary {
  std::string name;
  int64_t programs = 0;  ///< that have this version
  std::map<std::string, int64_t> failed;
  Statistics overUnscheduled, overDefault;         ///< speed-ups
  double improvement = 0, improvementDefault = 0;  ///< mean share of the time that is gone, 0.5: half of it
  double faster = 0, slower = 0;  ///< shares of the programs: speed-up over unscheduled beyond kFaster, below kSlower
  double shareOfBest = 0;         ///< geometric mean of best / its time
  std::vector<std::string> slowerPrograms, failedPrograms;
};

/// Programs that are alike in something.
struct SummaryGroup {
  std::string name;
  int64_t programs = 0;
  std::vector<VersionSummary> versions;
  double policySeconds = 0, evolutionSeconds = 0;  ///< mean wall time of the searches; 0: none
  double secondsPerTrial = 0;                      ///< of both searches
};

struct EvaluationSummary {
  SummaryGroup all;
  std::vector<SummaryGroup> byOpType, byOps, byFlops;
};

EvaluationSummary summarise(const std::vector<ProgramEvaluation> &rows);

/// Of all kinds.
int64_t failuresOf(const VersionSummary &version);
/// A speed-up: "1.25"; "-" for 0.
std::string times(double ratio);
/// "98 %"
std::string percent(double share);

nlohmann::json toJson(const EvaluationSummary &summary);
std::string tableText(const EvaluationSummary &summary);
/// A row for each program: time of unscheduled, speed-up of the others.
std::string tableText(const std::vector<ProgramEvaluation> &rows);

}  // namespace mlir_rl
