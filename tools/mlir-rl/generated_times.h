#pragma once

/// \file
/// Unscheduled times of generated programs.

#include <string>

#include "tools/mlir-rl/command.h"

namespace mlir_rl {

/// Times each program of the folder's manifest that has no time yet, and writes execution_times_SPLIT.json of the
/// folder: nanoseconds of one unscheduled call by name. Times that are there stay; after a signal what was measured is
/// kept. Error (failed): some programs failed, or it was interrupted.
Status measureFolder(const std::string &folder, const Context &context);

}  // namespace mlir_rl
