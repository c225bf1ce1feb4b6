#include "mlir_rl/measure/limits.h"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "mlir_rl/support/child_limits.h"

namespace mlir_rl {

Status limitResources(const Limits &limits) {
  auto cpu = rlim_t(limits.cpuSeconds + 1);
  rlimit seconds{cpu, cpu + 1}, core{0, 0};
  if (Status memory = limitMemory(limits.memoryBytes); !memory) return memory;
  if (setrlimit(RLIMIT_CPU, &seconds) || setrlimit(RLIMIT_CORE, &core))
    return badEnvironment(std::string("cannot limit a child's resources: ") + std::strerror(errno));
  return {};
}

namespace {

// The argument macros of libseccomp leave out a field.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wmissing-field-initializers"

class Filter {
 public:
  Filter() : filter_(seccomp_init(SCMP_ACT_TRAP)) {}
  ~Filter() { seccomp_release(filter_); }
  Filter(const Filter &) = delete;

  template <class... Conditions>
  void allow(int call, Conditions... conditions) {
    failed_ |= !filter_ || seccomp_rule_add(filter_, SCMP_ACT_ALLOW, call, sizeof...(conditions), conditions...);
  }
  void allowWith(int call, int first) { allow(call, SCMP_A0(SCMP_CMP_EQ, scmp_datum_t(first))); }

  bool load() {
    failed_ |= !filter_ || seccomp_attr_set(filter_, SCMP_FLTATR_CTL_TSYNC, 1);
    return !failed_ && seccomp_load(filter_) == 0;
  }

 private:
  scmp_filter_ctx filter_;
  bool failed_ = false;
};

void allowMemory(Filter &filter, int64_t bytes) {
  // Anonymous, not executable, not more than the limit: who asks for more is told so instead of getting null.
  filter.allow(SCMP_SYS(mmap), SCMP_A1(SCMP_CMP_LE, scmp_datum_t(bytes)),
               SCMP_A2(SCMP_CMP_MASKED_EQ, 4 /*PROT_EXEC*/, 0), SCMP_A4(SCMP_CMP_MASKED_EQ, 0xffffffff, 0xffffffff));
  filter.allow(SCMP_SYS(mremap), SCMP_A2(SCMP_CMP_LE, scmp_datum_t(bytes)));
  for (int call : {SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(madvise)}) filter.allow(call);
}

/// abort() is a crash, not a forbidden call.
void allowDying(Filter &filter) {
  for (int call : {SCMP_SYS(exit_group), SCMP_SYS(exit), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
                   SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(sigaltstack)})
    filter.allow(call);
  filter.allowWith(SCMP_SYS(tgkill), getpid());
}

}  // namespace

Status forbidSystemCalls(const Limits &limits) {
  Filter filter;
  allowDying(filter);
  allowMemory(filter, limits.memoryBytes);
  for (int call : {SCMP_SYS(clock_gettime), SCMP_SYS(sched_yield)}) filter.allow(call);
  if (limits.threads) filter.allow(SCMP_SYS(futex));
  filter.allowWith(SCMP_SYS(write), limits.replyFd);
  filter.allowWith(SCMP_SYS(setitimer), ITIMER_REAL);
  if (limits.tokenFd >= 0)
    filter.allow(SCMP_SYS(fcntl), SCMP_A0(SCMP_CMP_EQ, scmp_datum_t(limits.tokenFd)),
                 SCMP_A1(SCMP_CMP_EQ, F_OFD_SETLKW));
  if (!filter.load())
    return badEnvironment("the kernel refuses a seccomp filter: candidates cannot be run safely here");
  return {};
}
#pragma clang diagnostic pop

std::string systemCallName(int number) {
  char *name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, number);
  std::string text = name ? name : "number " + std::to_string(number);
  std::free(name);
  return text;
}

}  // namespace mlir_rl
