#pragma once

/// \file
/// Memory whose surroundings are watched.

#include <cstddef>
#include <memory>
#include <string>

namespace mlir_rl {

/// `bytes` of shared memory (a forked child writes what the parent reads), 64-byte aligned, between two canary zones of
/// at least a page, between two pages that cannot be touched at all. A small overrun is seen by intact(), a large one
/// ends in SIGSEGV.
class GuardedBuffer {
 public:
  /// Null data() when memory is short.
  explicit GuardedBuffer(size_t bytes);
  ~GuardedBuffer();
  GuardedBuffer(GuardedBuffer &&other) noexcept;
  GuardedBuffer &operator=(GuardedBuffer &&) = delete;

  char *data() const { return data_; }
  size_t bytes() const { return bytes_; }

  /// Data becomes bytes 0xff (a NaN in every float type), canaries are renewed.
  void reset();
  /// Whether the canaries are as reset() left them.
  bool intact() const;
  /// Whether an address lies in one of the untouchable pages.
  bool isGuardPage(const void *address) const;

 private:
  char *mapping_ = nullptr, *data_ = nullptr;
  size_t mapped_ = 0, bytes_ = 0, before_ = 0, after_ = 0;
};

}  // namespace mlir_rl
