#pragma once

/// \file
/// What a child that runs a candidate may do, and how it says what it died of.

#include <cstdint>
#include <string>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

struct Limits {
  int64_t memoryBytes = int64_t{8} << 30;  ///< address space beyond what the process has
  double cpuSeconds = 60;                  ///< of all threads
  int replyFd = 1;                         ///< the only descriptor that may be written
  int tokenFd = -1;                        ///< may be locked and unlocked (token.h)
  bool threads = false;                    ///< OpenMP's threads wait and wake: futex is allowed
};

/// Limits of memory and CPU time, and no core files. Before candidate code is built.
Status limitResources(const Limits &limits);

/// From here on only computing, anonymous memory, writing to `replyFd`, locking `tokenFd` and the cut timer: any other
/// system call raises SIGSYS. After code is linked and threads are started; holds for all threads. Errors:
/// environment, when the kernel has no seccomp.
Status forbidSystemCalls(const Limits &limits);

/// Why a process ends, as its signal handler sees it: nothing here is allocated.
struct Death {
  const char *kind = "crash";  ///< "crash", "forbidden", "guard_hit", "out_of_memory", "timeout" or "cut"
  const char *message = "";
  int systemCall = -1;  ///< number, when forbidden
  double seconds = 0;   ///< since startCutTimer(), when cut
};

/// Calls `report` on an alternate stack when the process is about to die by a signal, then exits with status 1.
/// `isGuard` says whether a fault address is one of our guards.
void catchDeath(void (*report)(const Death &death), bool (*isGuard)(const void *address));

/// The process dies by a "cut" after so many seconds, unless stopped before.
void startCutTimer(double seconds);
void stopCutTimer();

/// "socket"; "number 1234" when unknown.
std::string systemCallName(int number);

}  // namespace mlir_rl
