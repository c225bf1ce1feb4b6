#include "mlir_rl/kernel_set/frames.h"

#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel {

static constexpr size_t kHead = 1 + sizeof(uint64_t);

Status writeFrame(int fd, char kind, std::string_view bytes) {
  uint64_t length = bytes.size();
  std::string all(1, kind);
  all.append(reinterpret_cast<const char *>(&length), sizeof length).append(bytes);
  return writeAll(fd, all, "pipe");
}

std::optional<Frame> FrameReader::next() {
  if (buffer_.size() - start_ < kHead) return std::nullopt;
  uint64_t length = 0;
  std::memcpy(&length, buffer_.data() + start_ + 1, sizeof length);
  if (buffer_.size() - start_ - kHead < length) return std::nullopt;
  Frame frame = {buffer_[start_], buffer_.substr(start_ + kHead, length)};
  start_ += kHead + length;
  if (start_ == buffer_.size()) {
    buffer_.clear();
    start_ = 0;
  }
  return frame;
}

std::optional<Frame> readFrame(int fd, FrameReader &reader) {
  char chunk[65536];
  for (;;) {
    if (std::optional<Frame> frame = reader.next()) return frame;
    ssize_t got = read(fd, chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    reader.add({chunk, size_t(got)});
  }
}

}  // namespace mlir_rl::kernel
