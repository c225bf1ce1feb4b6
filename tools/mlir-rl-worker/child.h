#pragma once

/// \file
/// One forked child, watched from the outside.

#include <atomic>
#include <functional>
#include <string>

#include "mlir_rl/measure/protocol.h"

namespace mlir_rl {

/// What a child says of itself in memory shared with its parent, so that it is known however it ends.
struct ChildState {
  std::atomic<size_t> variant = 0;        ///< it is at
  std::atomic<double> waitingSince = 0;   ///< for the timing token; 0: it does not wait
  std::atomic<double> waitedSeconds = 0;  ///< all in all; not counted as the candidate's time
};

/// What became of a child: the line it sent, or how it ended.
struct Ending {
  std::string line;
  bool timedOut = false;
  int status = 0;      ///< of waitpid()
  size_t variant = 0;  ///< it was at
};

/// Forks and runs `body` in the child with the write end of a pipe; kills the child when it takes longer than `seconds`
/// without its waits. The child dies with its parent. `state` lies in shared memory.
Ending inChild(double seconds, ChildState &state, const std::function<void(int replyFd)> &body);

/// The state, in new shared memory; kept for the life of the process. Null when memory is short.
ChildState *makeChildState();

}  // namespace mlir_rl
