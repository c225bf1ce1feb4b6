#pragma once

/// \file
/// Two evaluations of the same programs: what has become slower.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "mlir_rl/evaluate/evaluation.h"

namespace mlir_rl {

/// A version of a program that both have.
struct ComparedVersion {
  std::string program, version;
  double ratio = 0;         ///< old / new seconds; above 1: faster now; 0: it failed then or fails now
  bool regression = false;  ///< slower by more than 5 % and by more than both spreads, or fails now and did not then
};

struct EvaluationComparison {
  std::vector<ComparedVersion> versions;
  std::vector<std::string> onlyOld, onlyNew;  ///< programs that the other has not

  std::vector<const ComparedVersion *> regressions() const;
};

/// Programs are the same by their text's hash, versions by name; of several rows of a program the last one counts.
/// "recorded" is left out, for it is another schedule each time. Errors (usage): other machines or threads.
Result<EvaluationComparison> compareEvaluations(const std::vector<ProgramEvaluation> &older,
                                                const std::vector<ProgramEvaluation> &newer);

/// From a table or from what --json printed. Errors (usage): neither, or without programs; those of readFile().
Result<std::vector<ProgramEvaluation>> readEvaluations(const std::string &path);

nlohmann::json toJson(const EvaluationComparison &comparison);
std::string tableText(const EvaluationComparison &comparison);

}  // namespace mlir_rl
