#pragma once

/// \file
/// What is compared in an evaluation: versions of programs, of one policy or of several.

#include "mlir_rl/evaluate/evaluation.h"

namespace mlir_rl {

/// The rows of one setup; of a program measured more than once the last.
struct SetupRows {
  EvaluationSetup setup;
  std::vector<ProgramEvaluation> rows;
};
std::vector<SetupRows> groupBySetup(const std::vector<ProgramEvaluation> &rows);

struct Contestant {
  size_t group = 0;  ///< index into the setups
  std::string version, label;
};

/// Every version but the unscheduled one, which the others are compared with; of other setups than the first only the
/// policy's.
std::vector<Contestant> allContestants(const std::vector<SetupRows> &groups);

/// Few enough for a bar each beside every program: the default, the policy with the fewest and the most measurements,
/// plain search.
std::vector<Contestant> mainContestants(const std::vector<SetupRows> &groups);

/// "policy@0" of what was tried; one name for each setup that no other has.
std::string setupName(const std::vector<SetupRows> &groups, size_t group);

/// Unscheduled time over the version's; 0 when either failed or is not there.
double speedup(const ProgramEvaluation &row, const std::string &version);

/// Half the interquartile range of that ratio, as a share of it: both times' together.
double relativeSpread(const ProgramEvaluation &row, const std::string &version);

/// The version's share of the speed of the program's fastest; 0 when it failed or is not there.
double shareOfBest(const ProgramEvaluation &row, const std::string &version);

}  // namespace mlir_rl
