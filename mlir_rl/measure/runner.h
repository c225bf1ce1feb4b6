#pragma once

/// \file
/// Who measures. Everything that searches or learns talks to this interface; fakes share it.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "mlir_rl/measure/protocol.h"

namespace mlir_rl {

class Runner {
 public:
  virtual ~Runner() = default;

  /// Makes a program known. Loading the same one again is harmless.
  virtual Status load(const LoadRequest &request) = 0;

  /// How many requests can be under way at once.
  virtual int slots() const = 0;

  /// Starts a request; at most slots() may be under way. The program must have been loaded.
  virtual Status submit(const MeasureRequest &request) = 0;

  /// The next reply, in any order; nothing when none is under way or, with a limit, when time is up.
  virtual Result<std::optional<MeasureReply>> next(double seconds = 1e9) = 0;
};

/// One request, start to end. `giveUp` is asked now and then and after a signal; without it, signals do not end the
/// wait. Errors: those of the runner; failed, when given up (the request is then still under way).
Result<MeasureReply> measureOne(Runner &runner, const MeasureRequest &request,
                                const std::function<bool()> &giveUp = {});

struct WorkerOptions {
  std::string binary;  ///< path of mlir-rl-worker
  int workers = 1;
  std::string tokenPath;  ///< file whose lock serialises timing; empty: made by the runner
  bool allowFaults = false;
};

/// Worker processes on this machine, one request each at a time. A worker that dies is replaced, its request answered
/// with outcome `lost`. Errors: environment, when the binary is missing or does not start.
Result<std::unique_ptr<Runner>> makeWorkerRunner(const WorkerOptions &options);

}  // namespace mlir_rl
