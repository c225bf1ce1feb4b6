#pragma once

/// \file
/// What plot and report take: folders of training runs and tables of evaluate.

#include <string>
#include <vector>

#include "mlir_rl/plot/evaluation_table.h"
#include "mlir_rl/plot/picture.h"
#include "mlir_rl/plot/run.h"
#include "mlir_rl/support/options.h"

namespace mlir_rl {

struct Sources {
  std::vector<std::string> paths;
  std::vector<TrainingRun> runs;
  EvaluationTable table;
  Damage damage;

  Option option();
  /// Reads all paths. Damaged lines are told on standard error. Errors: a path that is not there or holds nothing.
  Status read();
  bool hasTable() const { return !table.rows.empty() || !table.races.empty(); }
  /// The run's folder when it is the only path, else the folder the first path is in.
  std::string folder() const;

 private:
  Status readPath(const std::string &path);
};

}  // namespace mlir_rl
