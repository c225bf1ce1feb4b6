#pragma once

/// \file
/// Our own code for a program as a shared library that any caller can load.

#include <string>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/lower/lower.h"
#include "mlir_rl/optimize/subject.h"

namespace mlir_rl {

struct BuiltLibrary {
  std::string library, header;  ///< absolute paths
};

/// STEM.so and STEM.h. `schedules` as printSchedules() writes them; "": the program as it is written, in plain loops.
/// Errors: those of parseSchedules, lowering, linking and the disk.
Result<BuiltLibrary> buildLibrary(const Subject &subject, const std::string &schedules, const Machine &machine,
                                  const LowerOptions &options, const std::string &stem);

}  // namespace mlir_rl
