#pragma once

/// \file
/// Tables of `mlir-rl evaluate` -> their rows.

#include "mlir_rl/evaluate/evaluation.h"
#include "mlir_rl/evaluate/race.h"
#include "mlir_rl/peers/contest.h"
#include "mlir_rl/plot/json_rows.h"

namespace mlir_rl {

struct EvaluationTable {
  std::vector<ProgramEvaluation> rows;
  std::vector<Race> races;
  std::vector<Contest> contests;

  size_t size() const { return rows.size() + races.size() + contests.size(); }
};

/// Adds a file's rows; lines that are none are added to `damage`. Errors: the file cannot be read (usage); it has no
/// row (failed).
Status readEvaluationTable(const std::string &path, EvaluationTable &table, Damage &damage);

}  // namespace mlir_rl
