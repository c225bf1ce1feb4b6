#include "mlir_rl/generate/weights.h"

#include <bit>
#include <cmath>

#include "mlir_rl/support/seed.h"

namespace mlir_rl {

Spread spreadOfSums(int64_t length) { return {0, float(std::sqrt(3.0 / double(length)))}; }

std::vector<float> weightNumbers(uint64_t seed, uint64_t index, size_t count, const Spread &spread) {
  Random random = makeRandom(seed, index);
  std::vector<float> numbers(count);
  // 24 bits times a float are exact in double: fused or not, the sum is rounded alike.
  for (float &number : numbers) {
    double unit = double(int64_t(random() >> 40) - (1 << 23)) / (1 << 23);
    number = float(double(spread.centre) + double(spread.reach) * unit);
  }
  return numbers;
}

/// Lowest byte first, as MLIR writes what lies in memory.
static void appendHex(std::string &text, uint32_t bits) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (int byte = 0; byte < 4; ++byte, bits >>= 8) {
    text += kDigits[(bits >> 4) & 15];
    text += kDigits[bits & 15];
  }
}

std::string Weights::add(size_t count, const Spread &spread) {
  std::string key = "weight" + std::to_string(entries_.size()), digits;
  digits.reserve(8 * count);
  for (float number : weightNumbers(seed_, entries_.size(), count, spread))
    appendHex(digits, std::bit_cast<uint32_t>(number));
  // The first four bytes are the alignment.
  entries_.push_back("      " + key + ": \"0x04000000" + digits + "\"");
  return key;
}

std::string Weights::text() const {
  if (entries_.empty()) return "";
  std::string text = "\n{-#\n  dialect_resources: {\n    builtin: {\n";
  for (size_t i = 0; i < entries_.size(); ++i) text += entries_[i] + (i + 1 < entries_.size() ? ",\n" : "\n");
  return text + "    }\n  }\n#-}\n";
}

}  // namespace mlir_rl
