#pragma once

/// \file
/// What the commands on one program and given schedules have in common.

#include <string>
#include <vector>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/optimize/subject.h"
#include "mlir_rl/support/options.h"

namespace mlir_rl {

struct ProgramOptions {
  std::string file, entry;
  std::string targetCpu = "native", convolutions = "direct";
  int threads = 1;

  /// FILE, --entry, --target-cpu, --threads, --convolutions.
  std::vector<Option> rows();
  /// Reads and prepares the program.
  Result<Subject> subject() const;
  /// The machine the rules are for; with its roofs when they are remembered and code for it runs here.
  Result<Machine> machine() const;
  /// A legal schedule for each task, from the value of --schedule: `@PATH` is what the file holds, else a text.
  Result<std::vector<Schedule>> schedules(const std::string &value, const Subject &subject,
                                          const Machine &machine) const;
};

/// What --schedule takes, for help.
inline constexpr const char *kScheduleHelp =
    "Schedule as text, or @FILE; of several tasks as 'task HASH: ACTIONS', default for those not named";

}  // namespace mlir_rl
