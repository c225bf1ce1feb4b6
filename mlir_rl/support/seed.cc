#include "mlir_rl/support/seed.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace mlir_rl {
namespace {

/// The finaliser of splitmix64: every input bit reaches every output bit.
uint64_t mix(uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
  value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
  return value ^ (value >> 31);
}

constexpr uint64_t kGolden = 0x9e3779b97f4a7c15;

}  // namespace

uint64_t deriveSeed(uint64_t seed, uint64_t index) { return mix(mix(seed + kGolden) + (index + 1) * kGolden); }

Random makeRandom(uint64_t seed, uint64_t index) { return Random(deriveSeed(seed, index)); }

uint64_t uniformBelow(Random &random, uint64_t bound) {
  assert(bound > 0);
  // The last, incomplete block of values would favour small results: draw again.
  uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
  uint64_t value = random();
  while (value >= limit) value = random();
  return value % bound;
}

double uniformUnit(Random &random) { return static_cast<double>(random() >> 11) * 0x1p-53; }

double standardNormal(Random &random) {
  // Box-Muller; 1 - u lies in (0, 1], so the logarithm is finite.
  double radius = std::sqrt(-2.0 * std::log(1.0 - uniformUnit(random)));
  return radius * std::cos(2.0 * std::numbers::pi * uniformUnit(random));
}

}  // namespace mlir_rl
