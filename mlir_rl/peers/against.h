#pragma once

/// \file
/// Evaluated programs against peers, each program one interleaved run.

#include <string>
#include <vector>

#include "mlir_rl/evaluate/evaluate.h"
#include "mlir_rl/peers/contest.h"
#include "mlir_rl/peers/rounds.h"

namespace mlir_rl {

struct AgainstOptions {
  std::vector<std::string> against;
  int rounds = 20;
  std::string python, package;
  std::string folder = "results/against";

  std::vector<Option> rows();
  /// Errors (usage): a name that is no peer.
  Status check() const;
};

struct ContestRun {
  std::vector<Contest> contests;  ///< of the rows given, in their order
  std::vector<SkippedProgram> skipped;
  bool interrupted = false;
};

/// Of each row the rules' version, the policy's and plain search's, and the peers. What the table has is taken from it.
/// Errors: a process cannot be started; the disk.
Result<ContestRun> runContests(const std::vector<ProgramEvaluation> &rows, const EvaluateOptions &evaluated,
                               const AgainstOptions &options, const ChildPlace &place, const Workplace &workplace,
                               ResultTable &table);

}  // namespace mlir_rl
