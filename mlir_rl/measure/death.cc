// The signal handlers of limits.h. In a handler nothing may be allocated: the fault may lie inside malloc.

#include <seccomp.h>
#include <sys/time.h>
#include <ucontext.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstring>

#include "mlir_rl/measure/limits.h"
#include "mlir_rl/support/clock.h"

namespace mlir_rl {

namespace {

void (*reportDeath)(const Death &) = nullptr;
bool (*isGuardAddress)(const void *) = nullptr;
double cutStart = 0;

/// A fault just around the stack pointer is the stack's end.
bool isStackOverflow(const siginfo_t *info, const void *context) {
  auto *machine = static_cast<const ucontext_t *>(context);
  auto pointer = uintptr_t(machine->uc_mcontext.gregs[REG_RSP]), fault = uintptr_t(info->si_addr);
  return (info->si_code == SEGV_MAPERR || info->si_code == SEGV_ACCERR) && fault + 65536 > pointer &&
         fault < pointer + 65536;
}

Death deathBySegv(const siginfo_t *info, const void *context, char *message, size_t room) {
  if (isGuardAddress && isGuardAddress(info->si_addr))
    return {.kind = "guard_hit", .message = "wrote to an input or beyond a guard zone"};
  if (isStackOverflow(info, context)) return {.message = "SIGSEGV: stack overflow"};
  std::snprintf(message, room, "SIGSEGV at address %p", info->si_addr);
  return {.message = message};
}

Death deathBySys(int call) {
  if (call == SCMP_SYS(mmap) || call == SCMP_SYS(mremap))
    return {.kind = "out_of_memory", .message = "asked for more memory at once than it may have"};
  return {.kind = "forbidden", .systemCall = call};
}

void onDeath(int signal, siginfo_t *info, void *context) {
  char message[64];
  std::snprintf(message, sizeof message, "SIG%s", sigabbrev_np(signal));
  Death death{.message = message};
  if (signal == SIGSEGV) death = deathBySegv(info, context, message, sizeof message);
  if (signal == SIGSYS) death = deathBySys(info->si_syscall);
  if (signal == SIGXCPU) death = {.kind = "timeout", .message = "took more CPU time than it may"};
  if (signal == SIGALRM)
    death = {.kind = "cut", .message = "one call took longer than the limit", .seconds = monotonicSeconds() - cutStart};
  reportDeath(death);
  _exit(1);
}

void setTimer(double seconds) {
  itimerval timer{};
  timer.it_value.tv_sec = time_t(seconds);
  timer.it_value.tv_usec = suseconds_t(std::fmod(seconds, 1) * 1e6);
  setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace

void catchDeath(void (*report)(const Death &), bool (*isGuard)(const void *)) {
  reportDeath = report;
  isGuardAddress = isGuard;
  static char stack[65536];
  stack_t alternate{};
  alternate.ss_sp = stack;
  alternate.ss_size = sizeof stack;
  sigaltstack(&alternate, nullptr);
  struct sigaction action{};
  action.sa_sigaction = onDeath;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND;
  for (int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGXCPU, SIGALRM})
    sigaction(signal, &action, nullptr);
}

void startCutTimer(double seconds) {
  cutStart = monotonicSeconds();
  setTimer(std::max(seconds, 1e-6));
}

void stopCutTimer() { setTimer(0); }

}  // namespace mlir_rl
