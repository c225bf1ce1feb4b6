#include "fault.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/socket.h>

#include <cstdlib>
#include <cstring>
#include <utility>

#include "mlir_rl/support/clock.h"

namespace mlir_rl {

namespace {

volatile int sink = 0;

void endlessLoop(const Victim &) {
  for (;;) sink = sink + 1;
}
void abortNow(const Victim &) { std::abort(); }
void wildWrite(const Victim &) { *reinterpret_cast<volatile int *>(0x10) = 1; }
void overrun(const Victim &victim) { victim.output[victim.outputBytes] = 1; }
void farOverrun(const Victim &victim) {
  volatile char *output = victim.output;
  for (size_t i = 0; i < 1 << 16; ++i) output[victim.outputBytes + i] = 1;
}
void writeInput(const Victim &victim) { *static_cast<volatile char *>(victim.input) = 1; }

volatile int endOfRecursion = -1;  // never reached

[[gnu::noinline]] int deeper(int depth) {
  volatile char frame[4096];
  std::memset(const_cast<char *>(frame), depth, sizeof frame);
  if (depth == endOfRecursion) return 0;
  return deeper(depth + 1) + frame[depth % 4096];
}
void stackOverflow(const Victim &) { sink = deeper(1); }

constexpr size_t kHuge = size_t{100} << 30;
void hugeNew(const Victim &) {
  volatile char *memory = new char[kHuge];
  memory[0] = 1;
}
void hugeMalloc(const Victim &) {
  volatile char *memory = static_cast<char *>(std::malloc(kHuge));
  memory[0] = 1;
}
void callSystem(const Victim &) { sink = std::system("true"); }
void callSocket(const Victim &) { sink = socket(AF_INET, SOCK_STREAM, 0); }
void callOpen(const Victim &) { sink = open("forbidden", O_CREAT | O_WRONLY, 0600); }
void doNothing(const Victim &) {}
void beSlow(const Victim &) {
  for (Stopwatch watch; watch.seconds() < 0.1;) sink = sink + 1;
}

}  // namespace

Fault findFault(const std::string &name) {
  static constexpr std::pair<const char *, Fault> kFaults[] = {
      {"endless_loop", endlessLoop},
      {"abort", abortNow},
      {"wild_write", wildWrite},
      {"overrun", overrun},
      {"nothing", doNothing},
      {"stack_overflow", stackOverflow},
      {"huge_new", hugeNew},
      {"system", callSystem},
      {"huge_malloc", hugeMalloc},
      {"socket", callSocket},
      {"open", callOpen},
      {"far_overrun", farOverrun},
      {"slow", beSlow},
      {"write_input", writeInput},
  };
  for (auto [known, fault] : kFaults)
    if (name == known) return fault;
  return nullptr;
}

static void emptyRegion(int *, int *, ...) {}

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
  forkCall(&place, 0, emptyRegion);
}

}  // namespace mlir_rl
