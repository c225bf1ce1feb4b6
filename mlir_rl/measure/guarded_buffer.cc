#include "mlir_rl/measure/guarded_buffer.h"

#include <sys/mman.h>

#include <cstring>
#include <utility>

namespace mlir_rl {

static constexpr size_t kPage = 4096;
static constexpr unsigned char kCanary = 0xa5, kUnwritten = 0xff;

GuardedBuffer::GuardedBuffer(size_t bytes) : bytes_(bytes) {
  size_t room = (bytes + kPage - 1) / kPage * kPage;
  mapped_ = room + 4 * kPage;
  void *memory = mmap(nullptr, mapped_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  mapping_ = static_cast<char *>(memory);
  mprotect(mapping_, kPage, PROT_NONE);
  mprotect(mapping_ + mapped_ - kPage, kPage, PROT_NONE);
  data_ = mapping_ + 2 * kPage;
  before_ = kPage;
  after_ = kPage + room - bytes;
  reset();
}

GuardedBuffer::GuardedBuffer(GuardedBuffer &&other) noexcept
    : mapping_(std::exchange(other.mapping_, nullptr)),
      data_(std::exchange(other.data_, nullptr)),
      mapped_(other.mapped_),
      bytes_(other.bytes_),
      before_(other.before_),
      after_(other.after_) {}

GuardedBuffer::~GuardedBuffer() {
  if (mapping_) munmap(mapping_, mapped_);
}

void GuardedBuffer::reset() {
  std::memset(data_ - before_, kCanary, before_);
  std::memset(data_, kUnwritten, bytes_);
  std::memset(data_ + bytes_, kCanary, after_);
}

static bool isCanary(const char *zone, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i)
    if (static_cast<unsigned char>(zone[i]) != kCanary) return false;
  return true;
}

bool GuardedBuffer::intact() const { return isCanary(data_ - before_, before_) && isCanary(data_ + bytes_, after_); }

bool GuardedBuffer::isGuardPage(const void *address) const {
  const char *at = static_cast<const char *>(address);
  return (at >= mapping_ && at < mapping_ + kPage) || (at >= mapping_ + mapped_ - kPage && at < mapping_ + mapped_);
}

}  // namespace mlir_rl
