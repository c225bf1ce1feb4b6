#pragma once

/// \file
/// What the interpreter says about a sample: what it writes for each input set, or why it is no good.

#include "mlir_rl/kernel_set/maker.h"
#include "mlir_rl/kernel_set/trouble.h"

namespace mlir_rl::kernel {

struct OracleRun {
  std::vector<Buffer> before, after;  ///< one for each parameter
  RunFacts facts;
};

struct OracleAnswer {
  std::vector<OracleRun> runs;  ///< one for each input set
  int64_t instructions = 0;     ///< of the flat form
  std::string behaviour;        ///< hash of all that is written for all input sets
};

/// How many iterations of loops one launch may make, all threads together.
inline constexpr int64_t kMostIterations = 20'000'000;

/// Rejected: a rule of tree.h is broken, an array holds what is not finite afterwards, another order of threads gives
/// other results, or no array is ever changed.
Checked<OracleAnswer> askOracle(const Candidate &sample);

}  // namespace mlir_rl::kernel
