#pragma once

/// \file
/// Faults that tests inject in place of a candidate's code, and what running it needs.

#include <string>

namespace mlir_rl {

/// "endless_loop", "abort", "wild_write", "overrun", "stack_overflow", "huge_allocation", "system", "socket"; null for
/// any other name.
void (*findFault(const std::string &name))();

/// Starts OpenMP's threads now: after the system-call filter they could not be made.
void startThreads(int threads);

}  // namespace mlir_rl
