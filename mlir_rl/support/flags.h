#pragma once

/// \file
/// Options as command-line flags. Kept apart so that who only declares options does not compile CLI11.

#include <vector>

#include "mlir_rl/support/options.h"

namespace CLI {
class App;
}

namespace mlir_rl {

/// Adds a flag or positional for each option to the parser; variables are not touched.
void addFlags(CLI::App &app, const std::vector<Option> &options);

/// After parsing: sets the options that were given. Error (usage): the first value that does not fit.
Status applyFlags(const CLI::App &app, const std::vector<Option> &options);

}  // namespace mlir_rl
