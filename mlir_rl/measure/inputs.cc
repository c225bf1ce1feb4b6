#include "mlir_rl/measure/inputs.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include "mlir_rl/support/seed.h"

namespace mlir_rl {

std::optional<InputSet> findInputSet(const std::string &name) {
  if (name == "normal") return InputSet::normal;
  if (name == "negative") return InputSet::negative;
  if (name == "zeros") return InputSet::zeros;
  if (name == "large") return InputSet::large;
  if (name == "special") return InputSet::special;
  return std::nullopt;
}

static bool parseNumber(std::string_view text, double &value) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

Result<InputRanges> parseInputRanges(const std::vector<std::string> &texts, const std::vector<Argument> &arguments) {
  InputRanges ranges;
  for (const std::string &text : texts) {
    size_t equals = text.find('='), colon = text.find(':', equals == std::string::npos ? 0 : equals);
    double low = 0, high = 0;
    if (equals == std::string::npos || colon == std::string::npos ||
        !parseNumber(std::string_view(text).substr(equals + 1, colon - equals - 1), low) ||
        !parseNumber(std::string_view(text).substr(colon + 1), high) || !(low <= high))
      return badUsage("input range '" + text + "': expected NAME=LO:HI with LO <= HI, as arg1=0:100");
    std::string name = text.substr(0, equals);
    bool known = false;
    for (const Argument &argument : arguments) known |= argument.name == name && !argument.isOutput;
    if (!known) return badUsage("input range '" + text + "': the program has no input '" + name + "'");
    ranges[name] = {low, high};
  }
  return ranges;
}

int64_t elementCount(const Argument &argument) {
  int64_t count = 1;
  for (int64_t extent : argument.shape) count *= extent;
  return count;
}

namespace {

/// A fast generator whose i-th number is a function of (key, i): splitmix64.
struct Counter {
  uint64_t key;
  uint64_t operator()(uint64_t i) const {
    uint64_t z = key + (i + 1) * 0x9e3779b97f4a7c15ull;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
};

/// Near enough to normal for inputs and cheap: the sum of four uniform numbers, scaled to deviation 1.
float nearlyNormal(uint64_t bits) {
  constexpr float kScale = 1.7320508f / 65536.0f;
  int sum = int(bits & 0xffff) + int(bits >> 16 & 0xffff) + int(bits >> 32 & 0xffff) + int(bits >> 48);
  return (float(sum) - 131070.0f) * kScale;
}

float specialValue(uint64_t bits) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  switch (bits >> 6 & 3) {
    case 0:
      return kInfinity;
    case 1:
      return -kInfinity;
    default:
      return std::numeric_limits<float>::quiet_NaN();
  }
}

float valueOf(InputSet set, uint64_t bits, float largest) {
  float normal = nearlyNormal(bits);
  switch (set) {
    case InputSet::normal:
      return normal;
    case InputSet::negative:
      return -std::fabs(normal) - 1e-3f;
    case InputSet::zeros:
      return bits & 1 ? -0.0f : 0.0f;
    case InputSet::large:
      return normal / 3.5f * largest;
    case InputSet::special:
      return (bits & 63) == 0 ? specialValue(bits) : normal;
  }
  return normal;
}

uint16_t toBf16(float value) { return uint16_t((std::bit_cast<uint32_t>(value) + 0x8000u) >> 16); }

template <class T, class F>
void fill(void *data, int64_t count, F value) {
  T *out = static_cast<T *>(data);
  for (int64_t i = 0; i < count; ++i) out[i] = T(value(i));
}

template <class F>
void fillAs(ElementType type, void *data, int64_t count, F value) {
  switch (type) {
    case ElementType::f32:
      return fill<float>(data, count, value);
    case ElementType::f64:
      return fill<double>(data, count, value);
    case ElementType::f16:
      return fill<_Float16>(data, count, value);
    case ElementType::bf16:
      return fill<uint16_t>(data, count, [&](int64_t i) { return toBf16(float(value(i))); });
    case ElementType::i1:
      return fill<uint8_t>(data, count, [&](int64_t i) { return value(i) > 0; });
    case ElementType::i8:
      return fill<int8_t>(data, count, value);
    case ElementType::i16:
      return fill<int16_t>(data, count, value);
    case ElementType::i32:
      return fill<int32_t>(data, count, value);
    case ElementType::i64:
    case ElementType::index:
      return fill<int64_t>(data, count, value);
  }
}

bool isFloat(ElementType type) {
  return type == ElementType::f16 || type == ElementType::bf16 || type == ElementType::f32 || type == ElementType::f64;
}

}  // namespace

void fillInput(const Argument &argument, int index, InputSet set, const InputRanges &ranges, uint64_t seed,
               void *data) {
  Counter random{deriveSeed(seed, uint64_t(index) * 16 + uint64_t(set))};
  int64_t count = elementCount(argument);
  bool real = isFloat(argument.type);
  if (auto range = ranges.find(argument.name); range != ranges.end()) {
    auto [low, high] = range->second;
    return fillAs(argument.type, data, count, [&](int64_t i) {
      double unit = double(random(i) >> 11) * 0x1p-53;
      return real ? low + unit * (high - low) : std::floor(low + unit * (high - low + 1));
    });
  }
  float largest = argument.type == ElementType::f16 || argument.type == ElementType::bf16 ? 100.0f : 1e4f;
  if (real) return fillAs(argument.type, data, count, [&](int64_t i) { return valueOf(set, random(i), largest); });
  // Integers keep to small values, of the sign the set asks for, so that products and sums cannot overflow.
  fillAs(argument.type, data, count, [&](int64_t i) {
    int64_t value = set == InputSet::zeros ? 0 : int64_t(random(i) % 17) - 8;
    return set == InputSet::negative ? -std::abs(value) - 1 : value;
  });
}

}  // namespace mlir_rl
