#include "mlir_rl/generate/sampler.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace mlir_rl {

bool Sampler::flip(double probability) { return uniformUnit(structure_) < probability; }

int64_t Sampler::choose(int64_t least, int64_t most) {
  return least + int64_t(uniformBelow(structure_, uint64_t(most - least + 1)));
}

int64_t Sampler::kernel() { return std::atoll(oneOf(ranges_.kernels).c_str()); }

/// The closest number below that networks like.
static int64_t usual(int64_t value) {
  int64_t power = int64_t{1} << int64_t(std::log2(double(value)));
  if (value >= power + power / 2 && power >= 16) return power + power / 2;
  return value >= 64 && value % 3 ? value / 8 * 8 : power;
}

int64_t Sampler::extent(int64_t least, int64_t most) {
  double low = std::log(double(least)), high = std::log(double(most) + 1);
  // Rounded before it is cut: the last bit of exp and log may differ between libraries, an extent must not.
  double drawn = std::round(std::exp(low + (high - low) * uniformUnit(extents_)) * 1e6) / 1e6;
  bool plain = uniformUnit(extents_) < 0.5;
  int64_t value = std::clamp(int64_t(drawn), least, most);
  return plain ? value : std::clamp(usual(value), least, most);
}

}  // namespace mlir_rl
