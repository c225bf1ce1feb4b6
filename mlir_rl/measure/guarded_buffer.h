#pragma once

/// \file
/// Memory whose surroundings are watched.

#include <cstddef>
#include <memory>
#include <string>

namespace mlir_rl {

/// Whether what a forked child writes is seen by its parent.
enum class Sharing { none, withChildren };

/// `bytes` of memory, aligned to a page, from 2 MiB on to a huge page, between two canary zones of at least a page,
/// between pages that cannot be touched at all. A small overrun is seen by intact(), a large one ends in SIGSEGV.
class GuardedBuffer {
 public:
  /// Zeros; reset() makes the canaries. Null data() when memory is short. Shared memory has no huge pages on most
  /// machines.
  explicit GuardedBuffer(size_t bytes, Sharing sharing = Sharing::none);
  ~GuardedBuffer();
  GuardedBuffer(GuardedBuffer &&other) noexcept;
  GuardedBuffer &operator=(GuardedBuffer &&) = delete;

  char *data() const { return data_; }
  size_t bytes() const { return bytes_; }

  /// Data becomes bytes 0xff (a NaN in every float type), canaries are renewed.
  void reset();
  /// From here on nobody can write, in this process and those it forks later.
  void makeReadOnly();
  /// Brings the pages into this process at once, for reading or for writing, instead of one fault for each.
  void touch(bool write) const;
  /// Whether the canaries are as reset() left them.
  bool intact() const;
  /// Whether an address lies where a write is an error: in one of the untouchable pages, or anywhere when read-only.
  bool isGuarded(const void *address) const;

 private:
  char *mapping_ = nullptr, *data_ = nullptr;
  size_t mapped_ = 0, bytes_ = 0, before_ = 0, after_ = 0;
  bool readOnly_ = false;
};

}  // namespace mlir_rl
