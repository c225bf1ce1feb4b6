#pragma once

/// \file
/// Stable hashes: the same on every machine and in every version.

#include <cstdint>
#include <string>
#include <string_view>

namespace mlir_rl {

/// 64-bit FNV-1a of the bytes; `seed` continues an earlier hash.
constexpr uint64_t hashBytes(std::string_view bytes, uint64_t seed = 0xcbf29ce484222325ull) {
  for (char c : bytes) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  return seed;
}

/// hashBytes as 16 hex digits.
inline std::string hashHex(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text(16, '0');
  uint64_t hash = hashBytes(bytes);
  for (int i = 15; i >= 0; --i, hash >>= 4) text[i] = digits[hash & 15];
  return text;
}

}  // namespace mlir_rl
