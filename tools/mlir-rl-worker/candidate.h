#pragma once

/// \file
/// What happens in a child: variants of one program are built, run, compared and timed.

#include "loaded_program.h"
#include "worker_options.h"

namespace mlir_rl {

/// Runs the request in this process, which does nothing else, and sends the reply to `replyFd` as one JSON line.
/// Never returns. `sets` are in the order of request.inputSets.
[[noreturn]] void runCandidate(LoadedProgram &program, const MeasureRequest &request,
                               const std::vector<InputData *> &sets, const WorkerSettings &settings, int replyFd,
                               double forkedAt);

/// Runs the reference alone and leaves its outputs in `set.references`. Never returns; exits 0 when it could, else
/// writes why to `replyFd`.
[[noreturn]] void runReference(LoadedProgram &program, const MeasureRequest &request, InputData &set, int replyFd);

}  // namespace mlir_rl
