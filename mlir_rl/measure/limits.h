#pragma once

/// \file
/// What a child that runs a candidate may do.

#include <functional>
#include <string>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

struct Limits {
  int64_t memoryBytes = int64_t{8} << 30;  ///< address space beyond what the process has
  double cpuSeconds = 60;
  int replyFd = 1;       ///< the only descriptor that may be written
  bool threads = false;  ///< OpenMP's threads wait and wake: futex and sched_yield are allowed
};

/// Limits of memory and CPU time, and no core files. Before candidate code is built.
Status limitResources(const Limits &limits);

/// From here on only computing, anonymous memory and writing to `replyFd`: any other system call raises SIGSYS. After
/// code is linked and threads are started; holds for all threads. Errors: environment, when the kernel has no seccomp.
Status forbidSystemCalls(const Limits &limits);

/// Calls `report(kind, message)` on the alternate stack when the process is about to die by a signal, then exits.
/// kind is "crash" or "forbidden". `isGuard` says whether a fault address is one of ours ("guard_hit").
void catchDeath(void (*report)(const char *kind, const char *message), bool (*isGuard)(const void *address));

}  // namespace mlir_rl
