#include "mlir_rl/support/interrupt.h"

#include <atomic>
#include <csignal>

namespace mlir_rl {
namespace {

std::atomic<bool> caught{false};
static_assert(std::atomic<bool>::is_always_lock_free, "the signal handler writes it");

void handle(int) { caught = true; }

}  // namespace

void catchInterrupts() {
  struct sigaction action = {};
  action.sa_handler = handle;
  sigemptyset(&action.sa_mask);
  // One shot: the second signal meets the default action. No SA_RESTART: a blocked read or poll returns.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return caught; }

void clearInterrupt() {
  caught = false;
  catchInterrupts();
}

}  // namespace mlir_rl
