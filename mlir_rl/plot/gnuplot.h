#pragma once

/// \file
/// gnuplot as a process.

#include <string>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// What gnuplot writes to its standard output for a script: the bytes of a picture. No user's own settings are read.
/// Errors: environment, when gnuplot is not there (says how to get it); failed, with gnuplot's words.
Result<std::string> runGnuplot(const std::string &script);

/// The message of the first error.
extern const char *const kHowToGetGnuplot;

}  // namespace mlir_rl
