#include "mlir_rl/learner/events.h"

#include <array>
#include <cstring>

namespace mlir_rl {

namespace {

constexpr std::array<uint32_t, 256> crcTable() {
  std::array<uint32_t, 256> table{};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ (value & 1 ? 0x82f63b78u : 0);
    table[i] = value;
  }
  return table;
}

template <class T>
std::string raw(T value) {
  return std::string(reinterpret_cast<const char *>(&value), sizeof value);
}

/// Check sums of records are rotated and shifted, so that one of data with check sums in it differs.
uint32_t masked(std::string_view bytes) {
  uint32_t crc = crc32c(bytes);
  return ((crc >> 15) | (crc << 17)) + 0xa282ead8u;
}

std::string record(const std::string &data) {
  std::string length = raw(uint64_t(data.size()));
  return length + raw(masked(length)) + data + raw(masked(data));
}

// The four kinds of field of a protocol buffer that events need; the number is that of the field.
std::string varint(uint64_t value) {
  std::string out;
  for (; value >= 0x80; value >>= 7) out += char(value | 0x80);
  return out + char(value);
}
std::string key(int field, int wireType) { return varint(uint64_t(field << 3 | wireType)); }
std::string doubleField(int field, double value) { return key(field, 1) + raw(value); }
std::string intField(int field, int64_t value) { return key(field, 0) + varint(uint64_t(value)); }
std::string floatField(int field, float value) { return key(field, 5) + raw(value); }
std::string bytesField(int field, const std::string &value) { return key(field, 2) + varint(value.size()) + value; }

}  // namespace

uint32_t crc32c(std::string_view bytes) {
  static constexpr std::array<uint32_t, 256> kTable = crcTable();
  uint32_t crc = ~0u;
  for (char byte : bytes) crc = (crc >> 8) ^ kTable[(crc ^ uint8_t(byte)) & 0xff];
  return ~crc;
}

std::string eventFileStart(double wallSeconds) {
  return record(doubleField(1, wallSeconds) + bytesField(3, "brain.Event:2"));
}

std::string scalarEvent(double wallSeconds, int64_t step, const std::vector<std::pair<std::string, double>> &scalars) {
  std::string summary;
  for (const auto &[tag, value] : scalars) summary += bytesField(1, bytesField(1, tag) + floatField(2, float(value)));
  return record(doubleField(1, wallSeconds) + intField(2, step) + bytesField(5, summary));
}

}  // namespace mlir_rl
