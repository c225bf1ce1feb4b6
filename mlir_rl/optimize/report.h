#pragma once

/// \file
/// What came of an optimisation: plain data, printed as JSON or as a table.

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/flow/measurement.h"
#include "mlir_rl/flow/schedule.h"

namespace mlir_rl {

/// Which of the three the result is.
enum class Choice { unscheduled, rules, found };
const char *nameOf(Choice choice);

/// One distinct task of the program.
struct TaskReport {
  std::string name, hash;
  int count = 1;
  double flops = 0;
  Schedule rules, best;
  double rulesSeconds = 0, bestSeconds = 0;  ///< of the task alone; 0: not measured
  int measured = 0;
  bool isRecorded = false;  ///< the search started from the store's schedule
};

struct OptimizeReport {
  std::string input;
  std::string policy;                   ///< what proposed schedules; empty: the rules alone
  Machine machine;                      ///< the roofs as known at the end
  std::string convolutions = "direct";  ///< the form they are computed in, where it suits them
  int threads = 1;
  int64_t trials = 0;  ///< candidates measured
  bool measuredAnything = false;
  bool verified = false;  ///< the chosen code agreed with the unscheduled program on every input set
  Choice choice = Choice::rules;
  Measurement unscheduled, rules, best;  ///< of the whole program, timed in turns in one process
  double flops = 0, bytes = 0;           ///< of one call, nominal
  double fractionOfPeak = 0;             ///< flops / best seconds / (threads x measured FMA peak); 0: no peak known
  double fractionOfRoof = 0;             ///< roof seconds / best seconds: compute or bandwidth, whichever binds
  bool memoryBound = false;
  int measured = 0;
  std::map<std::string, int64_t> failed;  ///< candidates by kind of failure
  double wallSeconds = 0;
  std::vector<TaskReport> tasks;
  std::vector<std::string> notes;  ///< what the user should know

  /// Of the three, the one chosen.
  const Measurement &chosen() const;
  double chosenSeconds() const { return chosen().median; }
  /// One for each task, the rules' or what was found; none when unscheduled was chosen.
  std::vector<TaskSchedule> chosenSchedules() const;
  double speedup() const;  ///< over unscheduled; 0: not measured
};

nlohmann::json toJson(const OptimizeReport &report);
std::string tableText(const OptimizeReport &report);

}  // namespace mlir_rl
