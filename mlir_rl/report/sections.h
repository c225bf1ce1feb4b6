#pragma once

/// \file
/// Evaluations and training runs -> sections of a report, without pictures.

#include "mlir_rl/plot/evaluation_table.h"
#include "mlir_rl/plot/run.h"
#include "mlir_rl/report/report.h"

namespace mlir_rl {

/// Of each setup in the table: what was asked, speed-ups over all programs and by op type; then every program with its
/// times and spreads, and what failed. One for the races. The first is where pictures belong.
std::vector<ReportSection> evaluationSections(const EvaluationTable &table);

/// Ours against peers; one or more contests of one setup.
ReportSection contestSection(const std::vector<Contest> &contests);

/// How long and how far; then how each setting stood.
std::vector<ReportSection> trainingSections(const TrainingRun &run);

}  // namespace mlir_rl
