#pragma once

/// \file
/// The fork server: reads requests, forks a child for each, watches it, answers.

#include "mlir_rl/support/result.h"
#include "worker_options.h"

namespace mlir_rl {

/// Serves until the input ends. Errors: a malformed line ends the worker (both sides are of one version).
Status serve(int in, int out, const WorkerSettings &settings);

}  // namespace mlir_rl
