#pragma once

/// \file
/// Faults that tests inject in place of a candidate's code, and what running it needs.

#include <cstddef>
#include <string>

namespace mlir_rl {

/// What a fault may spoil: the first output and, when there is one, the first input.
struct Victim {
  char *output = nullptr;
  size_t outputBytes = 0;
  char *input = nullptr;
};
using Fault = void (*)(const Victim &victim);

/// "endless_loop", "abort", "wild_write", "overrun" (a little behind the output), "far_overrun" (much), "write_input",
/// "stack_overflow", "huge_new", "huge_malloc", "system", "socket", "open", "nothing" (outputs stay unwritten), "slow"
/// (100 ms); null for any other name.
Fault findFault(const std::string &name);

/// Starts OpenMP's threads now: after the system-call filter they could not be made. Nothing happens when libomp is
/// not loaded, for then no code with threads is.
void startThreads(int threads);

}  // namespace mlir_rl
