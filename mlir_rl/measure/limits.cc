#include "mlir_rl/measure/limits.h"

#include <seccomp.h>
#include <sys/resource.h>
#include <ucontext.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace mlir_rl {

/// Pages of address space the process has now.
static int64_t addressSpaceBytes() {
  int64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * sysconf(_SC_PAGE_SIZE);
}

Status limitResources(const Limits &limits) {
  rlim_t memory = rlim_t(addressSpaceBytes() + limits.memoryBytes), cpu = rlim_t(limits.cpuSeconds + 1);
  rlimit space{memory, memory}, seconds{cpu, cpu + 1}, core{0, 0};
  if (setrlimit(RLIMIT_AS, &space) || setrlimit(RLIMIT_CPU, &seconds) || setrlimit(RLIMIT_CORE, &core))
    return badEnvironment(std::string("cannot limit a child's resources: ") + std::strerror(errno));
  return {};
}

// The argument macros of libseccomp leave out a field.
#pragma clang diagnostic ignored "-Wmissing-field-initializers"
Status forbidSystemCalls(const Limits &limits) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_TRAP);
  if (!filter) return badEnvironment("libseccomp cannot make a filter");
  int failed = 0;
  auto allow = [&](int call) { failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0); };
  for (int call :
       {SCMP_SYS(exit_group), SCMP_SYS(exit), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(madvise), SCMP_SYS(mremap),
        SCMP_SYS(rt_sigreturn), SCMP_SYS(clock_gettime), SCMP_SYS(sched_yield), SCMP_SYS(getpid), SCMP_SYS(gettid)})
    allow(call);
  if (limits.threads) allow(SCMP_SYS(futex));
  // Anonymous memory only, never executable.
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, SCMP_A2(SCMP_CMP_MASKED_EQ, 4 /*PROT_EXEC*/, 0),
                             SCMP_A4(SCMP_CMP_MASKED_EQ, 0xffffffff, 0xffffffff));
  failed |=
      seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, SCMP_A0(SCMP_CMP_EQ, scmp_datum_t(limits.replyFd)));
  failed |= seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
  if (!failed) failed = seccomp_load(filter);
  seccomp_release(filter);
  if (failed) return badEnvironment("the kernel refuses a seccomp filter: candidates cannot be run safely here");
  return {};
}

namespace {

void (*reportDeath)(const char *, const char *) = nullptr;
bool (*isGuardAddress)(const void *) = nullptr;

/// A fault just below the stack pointer is the stack's end.
bool isStackOverflow(const siginfo_t *info, const void *context) {
  auto *machine = static_cast<const ucontext_t *>(context);
  auto pointer = uintptr_t(machine->uc_mcontext.gregs[REG_RSP]), fault = uintptr_t(info->si_addr);
  return info->si_code == SEGV_MAPERR || info->si_code == SEGV_ACCERR
             ? fault + 65536 > pointer && fault < pointer + 65536
             : false;
}

void onDeath(int signal, siginfo_t *info, void *context) {
  char message[128];
  const char *kind = "crash";
  if (signal == SIGSYS) {
    kind = "forbidden";
    char *name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, info->si_syscall);
    std::snprintf(message, sizeof message, "system call %s", name ? name : "of an unknown number");
  } else if (signal == SIGSEGV && isGuardAddress && isGuardAddress(info->si_addr)) {
    kind = "guard_hit";
    std::snprintf(message, sizeof message, "touched memory beyond an output's guard zone");
  } else if (signal == SIGSEGV && isStackOverflow(info, context)) {
    std::snprintf(message, sizeof message, "SIGSEGV: stack overflow");
  } else {
    std::snprintf(message, sizeof message, "SIG%s at address %p", sigabbrev_np(signal), info->si_addr);
  }
  reportDeath(kind, message);
  _exit(1);
}

}  // namespace

void catchDeath(void (*report)(const char *, const char *), bool (*isGuard)(const void *)) {
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
  for (int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGXCPU}) sigaction(signal, &action, nullptr);
}

}  // namespace mlir_rl
