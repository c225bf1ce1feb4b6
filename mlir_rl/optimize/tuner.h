#pragma once

/// \file
/// Searching one task with a budget of measurements.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mlir_rl/measure/runner.h"
#include "mlir_rl/optimize/options.h"
#include "mlir_rl/optimize/roof_alarm.h"
#include "mlir_rl/optimize/subject.h"
#include "mlir_rl/search/search.h"

namespace mlir_rl {

/// A measured schedule; seconds by the cheap LLVM pipeline, good for ranking only.
struct Ranked {
  Schedule schedule;
  double seconds = 0;
};

struct TuneResult {
  std::vector<Ranked> ranked;  ///< fastest first
  int measured = 0;
  std::map<std::string, int64_t> failed;
};

struct TuneBudget {
  int64_t trials = 0;
  std::function<bool()> stop;  ///< asked between candidates
  std::function<void(const TuneResult &)> progress;
};

/// Input sets a result must agree on.
std::vector<std::string> verifiedSets();

/// What every request of this run has in common; `userInputs`: on the values that the user gave.
MeasureRequest requestFor(const OptimizeOptions &options, const std::string &program, bool userInputs);

/// Measures `first` and then what the search proposes, on one input set, keeping every slot of the runner busy. A
/// candidate more than five times slower than the best is cut.
Result<TuneResult> tune(Runner &runner, const SubjectTask &task, Search &search, const std::vector<Schedule> &first,
                        const OptimizeOptions &options, const TuneBudget &budget, RoofAlarm &alarm);

/// Schedules of one task in turns, at O3 and on every input set; one measurement each.
Result<std::vector<Measurement>> meet(Runner &runner, const SubjectTask &task, const std::vector<Schedule> &finalists,
                                      const OptimizeOptions &options, RoofAlarm &alarm);

/// The few fastest and `rules` meet again; the fastest that is right, or nothing.
struct Finalist {
  Schedule schedule;
  Measurement measurement;
};
Result<std::optional<Finalist>> playOff(Runner &runner, const SubjectTask &task, const std::vector<Schedule> &finalists,
                                        const OptimizeOptions &options, RoofAlarm &alarm);

}  // namespace mlir_rl
