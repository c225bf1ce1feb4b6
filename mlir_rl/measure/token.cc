#include "mlir_rl/measure/token.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "mlir_rl/support/files.h"

namespace mlir_rl {

namespace {

// Each byte of the file is one lock. The gate keeps new builds from overtaking a timing that waits for all cores.
enum Byte : off_t { kTiming, kGate, kBuilding };

Status lock(int fd, Byte byte, short kind) {
  if (fd < 0) return {};
  struct flock range{};
  range.l_type = kind;
  range.l_whence = SEEK_SET;
  range.l_start = byte;
  range.l_len = 1;
  while (fcntl(fd, F_OFD_SETLKW, &range) != 0)
    if (errno != EINTR) return tl::unexpected(systemError("the timing token cannot be locked", errno));
  return {};
}

}  // namespace

Result<TimingToken> TimingToken::open(const std::string &path) {
  if (path.empty()) return TimingToken(-1);
  int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return tl::unexpected(systemError("the timing token " + path, errno));
  return TimingToken(fd);
}

TimingToken::TimingToken(TimingToken &&other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
TimingToken::~TimingToken() {
  if (fd_ >= 0) close(fd_);
}

Status TimingToken::startBuilding() {
  if (Status ok = lock(fd_, kGate, F_RDLCK); !ok) return ok;
  Status ok = lock(fd_, kBuilding, F_RDLCK);
  (void)lock(fd_, kGate, F_UNLCK);
  return ok;
}

void TimingToken::stopBuilding() { (void)lock(fd_, kBuilding, F_UNLCK); }

Status TimingToken::startTiming(bool allCores) {
  if (Status ok = lock(fd_, kTiming, F_WRLCK); !ok || !allCores) return ok;
  if (Status ok = lock(fd_, kGate, F_WRLCK); !ok) return ok;
  return lock(fd_, kBuilding, F_WRLCK);
}

void TimingToken::stopTiming() {
  (void)lock(fd_, kBuilding, F_UNLCK);
  (void)lock(fd_, kGate, F_UNLCK);
  (void)lock(fd_, kTiming, F_UNLCK);
}

std::string defaultTokenPath() {
  const char *runtime = std::getenv("XDG_RUNTIME_DIR");
  std::string folder =
      runtime && std::filesystem::is_directory(runtime) ? runtime : std::filesystem::temp_directory_path().string();
  return folder + "/mlir-rl-timing-" + std::to_string(getuid()) + ".lock";
}

}  // namespace mlir_rl
