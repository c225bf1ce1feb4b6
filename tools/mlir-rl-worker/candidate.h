#pragma once

/// \file
/// What happens in a child: variants of one program are built, run, compared and timed.

#include "child.h"
#include "kept_code.h"
#include "loaded_program.h"
#include "worker_options.h"

namespace mlir_rl {

/// What a child works on. `sets` are in the order of request.inputSets.
struct ChildTask {
  LoadedProgram &program;
  const MeasureRequest &request;
  std::vector<InputData *> sets;
  const WorkerSettings &settings;
  ChildState &state;
  KeptCode &kept;
  int replyFd = -1;
  double forkedAt = 0;  ///< monotonic seconds
};

/// Runs the request in this process, which does nothing else, and sends the reply as one JSON line. A child that dies
/// sends {"died": kind, ...} (replyFromDeath). Never returns.
[[noreturn]] void runCandidate(const ChildTask &task);

/// Runs the reference on each set and leaves its outputs in `references`; replies like a candidate. Never returns.
[[noreturn]] void runReference(const ChildTask &task);

/// Runs the reference on inputs that differ in the last bit, and the nudged reference on the inputs as they are;
/// replies like a candidate, with the conditioning of the only set as largest error and its drifts as samples. Never
/// returns.
[[noreturn]] void runConditioning(const ChildTask &task);

/// The measurement of a variant that ended its process: from the line it left, or from how it ended.
Measurement measurementOf(const Ending &ending, const MeasureRequest &request);

}  // namespace mlir_rl
