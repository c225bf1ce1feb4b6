#include "mlir_rl/support/hash.h"

namespace mlir_rl {

void Hasher::bytes(const void *data, size_t size) {
  // FNV-1a.
  for (const auto *byte = static_cast<const unsigned char *>(data), *end = byte + size; byte != end; ++byte) {
    state_ = (state_ ^ *byte) * 0x100000001b3;
  }
}

Hasher &Hasher::add(uint64_t number) {
  unsigned char little[8];
  for (int i = 0; i < 8; ++i) little[i] = static_cast<unsigned char>(number >> (8 * i));
  bytes(little, sizeof little);
  return *this;
}

Hasher &Hasher::add(std::string_view text) {
  add(static_cast<uint64_t>(text.size()));
  bytes(text.data(), text.size());
  return *this;
}

uint64_t Hasher::value() const {
  // FNV leaves the high bits weak on short input: mix them (the finaliser of splitmix64).
  uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

std::string Hasher::text() const { return hexDigits(value()); }

std::string hashText(std::string_view text) { return Hasher().add(text).text(); }

std::string hexDigits(uint64_t value) {
  std::string digits(16, '0');
  for (int i = 15; i >= 0; --i, value >>= 4) digits[i] = "0123456789abcdef"[value & 15];
  return digits;
}

}  // namespace mlir_rl
