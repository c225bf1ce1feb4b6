#include "fault.h"

#include <dlfcn.h>
#include <sys/socket.h>

#include <cstdlib>
#include <cstring>
#include <utility>

namespace mlir_rl {

namespace {

volatile int sink = 0;

void endlessLoop() {
  for (;;) sink = sink + 1;
}
void abortNow() { std::abort(); }
void wildWrite() { *reinterpret_cast<volatile int *>(0x10) = 1; }

volatile int endOfRecursion = -1;  // never reached

[[gnu::noinline]] int deeper(int depth) {
  volatile char frame[4096];
  std::memset(const_cast<char *>(frame), depth, sizeof frame);
  if (depth == endOfRecursion) return 0;
  return deeper(depth + 1) + frame[depth % 4096];
}
void stackOverflow() { sink = deeper(1); }

void hugeAllocation() {
  char *memory = new char[size_t{100} << 30];
  memory[0] = 1;
  sink = memory[0];
}
void callSystem() { sink = std::system("true"); }
void callSocket() { sink = socket(AF_INET, SOCK_STREAM, 0); }

}  // namespace

void (*findFault(const std::string &name))() {
  static constexpr std::pair<const char *, void (*)()> kFaults[] = {
      {"endless_loop", endlessLoop},
      {"abort", abortNow},
      {"wild_write", wildWrite},
      {"stack_overflow", stackOverflow},
      {"huge_allocation", hugeAllocation},
      {"system", callSystem},
      {"socket", callSocket},
  };
  for (auto [known, function] : kFaults)
    if (name == known) return function;
  return nullptr;
}

static void doNothing(int *, int *, ...) {}

/// libomp is opened by the loader of threaded code; one empty region makes its threads.
void startThreads(int threads) {
  using Micro = void (*)(int *, int *, ...);
  using ForkCall = void (*)(void *, int, Micro, ...);
  using SetThreads = void (*)(int);
  auto setThreads = reinterpret_cast<SetThreads>(dlsym(RTLD_DEFAULT, "omp_set_num_threads"));
  auto forkCall = reinterpret_cast<ForkCall>(dlsym(RTLD_DEFAULT, "__kmpc_fork_call"));
  if (!setThreads || !forkCall) return;
  struct Place {
    int reserved1 = 0, flags = 2, reserved2 = 0, reserved3 = 0;
    const char *source = ";unknown;unknown;0;0;;";
  } place;
  setThreads(threads);
  forkCall(&place, 0, doNothing);
}

}  // namespace mlir_rl
