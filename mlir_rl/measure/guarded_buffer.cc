#include "mlir_rl/measure/guarded_buffer.h"

#include <sys/mman.h>

#include <cstring>
#include <utility>

namespace mlir_rl {

static constexpr size_t kPage = 4096, kHugePage = 2 << 20;
static constexpr unsigned char kCanary = 0xa5, kUnwritten = 0xff;

static size_t roundUp(size_t value, size_t unit) { return (value + unit - 1) / unit * unit; }

GuardedBuffer::GuardedBuffer(size_t bytes, Sharing sharing) : bytes_(bytes) {
  size_t room = roundUp(bytes, kPage), alignment = bytes >= kHugePage ? kHugePage : kPage;
  mapped_ = room + 4 * kPage + alignment;
  int flags = sharing == Sharing::withChildren ? MAP_SHARED : MAP_PRIVATE;
  void *memory = mmap(nullptr, mapped_, PROT_NONE, flags | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  char *start = static_cast<char *>(memory);
  data_ = start + (roundUp(size_t(start) + 2 * kPage, alignment) - size_t(start));
  before_ = kPage;
  after_ = kPage + room - bytes;
  if (mprotect(data_ - before_, before_ + bytes_ + after_, PROT_READ | PROT_WRITE)) {
    munmap(memory, mapped_);
    data_ = nullptr;
    return;
  }
  mapping_ = start;
  // Else the luck of the page tables decides over a tenth of the time of what streams through memory.
  if (alignment == kHugePage) madvise(data_, room, MADV_HUGEPAGE);
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
  mprotect(data_ - before_, before_ + bytes_ + after_, PROT_READ);
}

void GuardedBuffer::touch(bool write) const {
  // Kernels before 5.14 lack this; the pages then come one by one.
  madvise(data_ - before_, before_ + bytes_ + after_, write ? MADV_POPULATE_WRITE : MADV_POPULATE_READ);
}

/// All bytes equal, compared at memcmp's speed: each with the one before it.
static bool isCanary(const char *zone, size_t bytes) {
  return static_cast<unsigned char>(zone[0]) == kCanary && std::memcmp(zone, zone + 1, bytes - 1) == 0;
}

bool GuardedBuffer::intact() const { return isCanary(data_ - before_, before_) && isCanary(data_ + bytes_, after_); }

bool GuardedBuffer::isGuarded(const void *address) const {
  const char *at = static_cast<const char *>(address);
  if (at < mapping_ || at >= mapping_ + mapped_) return false;
  return readOnly_ || at < data_ - before_ || at >= data_ + bytes_ + after_;
}

}  // namespace mlir_rl
