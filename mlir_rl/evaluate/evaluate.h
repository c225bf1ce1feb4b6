#pragma once

/// \file
/// Programs one by one, each a row of a table that later runs go on with.

#include "mlir_rl/evaluate/evaluation.h"
#include "mlir_rl/evaluate/options.h"
#include "mlir_rl/evaluate/race.h"
#include "mlir_rl/evaluate/table.h"
#include "mlir_rl/optimize/optimize.h"

namespace mlir_rl {

struct SkippedProgram {
  std::string file, reason;
};

struct EvaluationRun {
  std::vector<ProgramEvaluation> rows;  ///< of the programs named, in their order
  std::vector<Race> races;              ///< likewise, when races were asked for
  std::vector<SkippedProgram> skipped;
  int64_t reused = 0;  ///< rows that the table had
  bool interrupted = false;
};

/// Measures what the table lacks and adds it. A program that cannot be read, or that fails, is skipped and named;
/// interruption keeps what is done. Errors: usage, when no program is left; those of the runner, the guide, the disk.
Result<EvaluationRun> evaluatePrograms(const std::vector<std::string> &files, const EvaluateOptions &options,
                                       const Workplace &workplace, ResultTable &table);

}  // namespace mlir_rl
