#pragma once

/// \file
/// What networks have learned, as constants of a program: numbers that follow from a seed, written as resources.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mlir_rl {

/// Numbers even between centre - reach and centre + reach.
struct Spread {
  float centre = 0, reach = 1;
};

/// Of weights that are added up so many at a time: the sums of normal inputs have deviation 1.
Spread spreadOfSums(int64_t length);

inline constexpr Spread kBias{0, 0.5F};   ///< and means, shifts
inline constexpr Spread kScale{1, 0.5F};  ///< and variances: never zero

/// Numbers of weight `index`: the same with every compiler and standard library.
std::vector<float> weightNumbers(uint64_t seed, uint64_t index, size_t count, const Spread &spread);

class Weights {
 public:
  explicit Weights(uint64_t seed) : seed_(seed) {}

  /// The key of a new resource: "weight0", "weight1", ...
  std::string add(size_t count, const Spread &spread);

  /// What stands below the module, all numbers as hexadecimal digits; "" when there are none.
  std::string text() const;

 private:
  uint64_t seed_;
  std::vector<std::string> entries_;
};

}  // namespace mlir_rl
