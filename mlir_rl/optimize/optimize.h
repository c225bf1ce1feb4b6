#pragma once

/// \file
/// Program -> the fastest verified of unscheduled, the rules' schedule and the best one found.

#include <functional>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/measure/roof_cache.h"
#include "mlir_rl/measure/runner.h"
#include "mlir_rl/optimize/options.h"
#include "mlir_rl/optimize/report.h"
#include "mlir_rl/optimize/roof_alarm.h"
#include "mlir_rl/optimize/subject.h"
#include "mlir_rl/search/guide.h"
#include "mlir_rl/store/store.h"
#include "mlir_rl/support/progress.h"

namespace mlir_rl {

/// What an optimisation works with.
struct Workplace {
  Machine machine;
  Runner *runner = nullptr;                                                          ///< null: nothing is run
  Store *store = nullptr;                                                            ///< null: no records
  Guide *guide = nullptr;                                                            ///< null: the rules alone
  RaiseRoof raiseRoof = [](const Machine &machine) { return raisedRoof(machine); };  ///< for a timing above the roof
  std::function<bool()> interrupted = [] { return false; };
  std::function<void(const ProgressState &)> progress = [](const ProgressState &) {};
};

/// Tunes each distinct task, then decides over the whole program by interleaved pairs. An interruption ends the search
/// and keeps the best so far. Errors: the subject's script does not print; the runner fails altogether.
Result<OptimizeReport> optimize(const Subject &subject, const OptimizeOptions &options, const Workplace &workplace);

}  // namespace mlir_rl
