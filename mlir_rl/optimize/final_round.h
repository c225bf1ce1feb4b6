#pragma once

/// \file
/// The decision over the whole program.

#include "mlir_rl/optimize/optimize.h"
#include "mlir_rl/optimize/roof_alarm.h"

namespace mlir_rl {

/// Versions of a whole program (scripts; nothing: unscheduled), compared with the unscheduled outputs on every input
/// set and timed in turns in one process until the fastest is known by the rule of ten pairs.
MeasureRequest roundRequest(const OptimizeOptions &options, std::vector<std::optional<std::string>> versions);

/// Seconds the roof allows one call of the whole program at least.
double floorSeconds(const Subject &subject, const Machine &machine, int threads);

/// Loads the program, measures such a round, and looks at what is above the roof.
Result<std::vector<Measurement>> measureRound(Runner &runner, const Subject &subject, MeasureRequest request,
                                              RoofAlarm &alarm, const std::function<bool()> &giveUp = {});

/// Measures unscheduled, the rules' schedules and those found, and sets the report's measurements, choice and roof
/// shares. One replaces another only by PairVerdict's rule, so the choice is never slower than unscheduled; one that
/// is wrong is never chosen. Without tasks there is only the unscheduled program.
Status finalRound(const Subject &subject, const OptimizeOptions &options, const Workplace &workplace, RoofAlarm &alarm,
                  OptimizeReport &report);

}  // namespace mlir_rl
