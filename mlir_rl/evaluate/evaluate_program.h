#pragma once

/// \file
/// What a policy makes of one program, with and without measurements, against rules and plain search.

#include <span>

#include "mlir_rl/evaluate/evaluation.h"
#include "mlir_rl/evaluate/trace.h"

namespace mlir_rl {

/// "unscheduled", "default", and with a guide "policy@n" for each of the setup's trials (0: its proposal, unmeasured,
/// and "sampled@0", one drawn by chance); "evolutionary@n" for each of the setup's plain trials; "recorded": the
/// fastest schedule that `earlier` rows know. All in one final round. What plain search found in an earlier row of the
/// same trials and seed is not searched again. Errors: failed, when the unscheduled program fails or the user
/// interrupts; those of runner and guide.
Result<ProgramEvaluation> evaluateProgram(const Bench &bench, const EvaluationSetup &setup, ProgramEvaluation named,
                                          std::span<const ProgramEvaluation> earlier);

/// The program's part of a row: op type, number of ops, work.
void describe(const Subject &subject, ProgramEvaluation &evaluation);

/// Guide::propose or Guide::sample.
using Proposing = Result<Schedule> (Guide::*)(const SearchProblem &);

/// Whether a row has all that its setup asks for. One from before plain search stood in for a missing policy may not.
bool isComplete(const ProgramEvaluation &row);

/// The guide's proposal for each task. Nothing is measured. Errors: of the guide.
Result<std::vector<Schedule>> proposals(const Bench &bench, uint64_t seed, Proposing how = &Guide::propose);

/// The rules' schedules.
std::vector<Schedule> rulesOf(const Bench &bench);

}  // namespace mlir_rl
