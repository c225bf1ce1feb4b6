#include "mlir_rl/support/child_limits.h"

#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "mlir_rl/support/files.h"

namespace mlir_rl {

#if __has_feature(address_sanitizer)
static constexpr bool kLimitsMemory = false;
#else
static constexpr bool kLimitsMemory = true;
#endif

static int64_t addressSpaceBytes() {
  int64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * sysconf(_SC_PAGE_SIZE);
}

Status limitMemory(int64_t bytes) {
  auto limit = rlim_t(addressSpaceBytes() + bytes);
  rlimit space{limit, limit};
  if (kLimitsMemory && setrlimit(RLIMIT_AS, &space)) return tl::unexpected(systemError("setrlimit", errno));
  return {};
}

}  // namespace mlir_rl
