#pragma once

/// \file
/// Ctrl-C as a question: long work asks now and then whether to stop and keep what it has.

namespace mlir_rl {

/// From here on the first SIGINT or SIGTERM sets the flag and interrupts blocking system calls; the second one
/// ends the process as if nothing had been installed. Call once, from the main thread.
void catchInterrupts();

/// True after a caught signal.
bool interrupted();

/// Forgets a caught signal and catches the next one again.
void clearInterrupt();

}  // namespace mlir_rl
