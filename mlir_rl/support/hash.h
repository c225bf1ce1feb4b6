#pragma once

/// \file
/// A stable 64-bit hash: the same on every machine and in every version, so it may be written to files.
/// For identity, not against an adversary.

#include <cstdint>
#include <string>
#include <string_view>

namespace mlir_rl {

/// Collects values in order. Each value goes in with its length, so ("ab", "c") and ("a", "bc") differ.
class Hasher {
 public:
  Hasher &add(std::string_view text);
  Hasher &add(uint64_t number);
  uint64_t value() const;
  /// 16 lower-case hex digits.
  std::string text() const;

 private:
  void bytes(const void *data, size_t size);
  uint64_t state_ = 0xcbf29ce484222325;
};

/// 16 lower-case hex digits for the bytes of `text`.
std::string hashText(std::string_view text);

/// 16 lower-case hex digits.
std::string hexDigits(uint64_t value);

}  // namespace mlir_rl
