#include "child.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <new>

#include "mlir_rl/support/clock.h"

namespace mlir_rl {

ChildState *makeChildState() {
  void *memory = mmap(nullptr, sizeof(ChildState), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? nullptr : new (memory) ChildState;
}

namespace {

[[noreturn]] void live(pid_t parent, int replyFd, const std::function<void(int)> &body) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  body(replyFd);
  _exit(1);
}

double waited(const ChildState &state, double now) {
  double since = state.waitingSince;
  return state.waitedSeconds + (since > 0 ? now - since : 0);
}

/// Collects what the child sends until it closes the pipe; false when it took too long.
bool listen(int fd, double seconds, const ChildState &state, std::string &line) {
  double start = monotonicSeconds();
  char chunk[65536];
  for (;;) {
    double now = monotonicSeconds(), left = start + seconds + waited(state, now) - now;
    if (left <= 0) return false;
    pollfd waiting{fd, POLLIN, 0};
    int ready = poll(&waiting, 1, int(std::min(left, 3600.0) * 1000) + 1);
    if (ready <= 0) continue;  // interrupted, or time to look at the clock again
    ssize_t got = read(fd, chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    line.append(chunk, size_t(got));
  }
}

}  // namespace

Ending inChild(double seconds, ChildState &state, const std::function<void(int)> &body) {
  Ending ending;
  state.variant = 0;
  state.waitingSince = state.waitedSeconds = 0;
  int ends[2];
  if (pipe(ends)) {
    ending.line = "{\"died\": \"lost\", \"message\": \"a worker has no file descriptors left\"}";
    return ending;
  }
  pid_t parent = getpid(), pid = fork();
  if (pid == 0) {
    close(ends[0]);
    live(parent, ends[1], body);
  }
  close(ends[1]);
  if (pid < 0) {
    close(ends[0]);
    ending.line =
        "{\"died\": \"lost\", \"message\": \"a worker cannot fork: too little memory or too many processes\"}";
    return ending;
  }
  ending.timedOut = !listen(ends[0], seconds, state, ending.line);
  if (ending.timedOut) kill(pid, SIGKILL);
  close(ends[0]);
  while (waitpid(pid, &ending.status, 0) < 0 && errno == EINTR) {
  }
  ending.variant = state.variant;
  return ending;
}

}  // namespace mlir_rl
