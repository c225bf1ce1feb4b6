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
  if (mprotect(memory, kPage, PROT_NONE) || mprotect(static_cast<char *>(memory) + mapped_ - kPage, kPage, PROT_NONE)) {
    munmap(memory, mapped_);
    return;
  }
  mapping_ = static_cast<char *>(memory);
  data_ = mapping_ + 2 * kPage;
  before_ = kPage;
  after_ = kPage + room - bytes;
}

GuardedBuffer::GuardedBuffer(GuardedBuffer &&other) noexcept
    : mapping_(std::exchange(other.mapping_, nullptr)),
      data_(std::exchange(other.data_, nullptr)),
      mapped_(other.mapped_),
      bytes_(other.bytes_),
      before_(other.before_),
      after_(other.after_),
      readOnly_(other.readOnly_) {}

GuardedBuffer::~GuardedBuffer() {
  if (mapping_) munmap(mapping_, mapped_);
}

void GuardedBuffer::reset() {
  std::memset(data_ - before_, kCanary, before_);
  std::memset(data_, kUnwritten, bytes_);
  std::memset(data_ + bytes_, kCanary, after_);
}

void GuardedBuffer::makeReadOnly() {
  readOnly_ = true;
  mprotect(mapping_ + kPage, mapped_ - 2 * kPage, PROT_READ);
}

void GuardedBuffer::touch(bool write) const {
  // Kernels before 5.14 lack this; the pages then come one by one.
  madvise(mapping_ + kPage, mapped_ - 2 * kPage, write ? MADV_POPULATE_WRITE : MADV_POPULATE_READ);
}

/// All bytes equal, compared at memcmp's speed: each with the one before it.
static bool isCanary(const char *zone, size_t bytes) {
  return static_cast<unsigned char>(zone[0]) == kCanary && std::memcmp(zone, zone + 1, bytes - 1) == 0;
}

bool GuardedBuffer::intact() const { return isCanary(data_ - before_, before_) && isCanary(data_ + bytes_, after_); }

bool GuardedBuffer::isGuarded(const void *address) const {
  const char *at = static_cast<const char *>(address), *end = mapping_ + mapped_;
  if (at < mapping_ || at >= end) return false;
  return readOnly_ || at < mapping_ + kPage || at >= end - kPage;
}

}  // namespace mlir_rl
