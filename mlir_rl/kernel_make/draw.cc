#include "mlir_rl/kernel_make/draw.h"

#include <cassert>
#include <numeric>

namespace mlir_rl::kernel::make {

size_t Draw::weighted(std::span<const int> weights) {
  int left = std::accumulate(weights.begin(), weights.end(), 0);
  assert(left > 0);
  left = below(left);
  size_t number = 0;
  while (left >= weights[number]) left -= weights[number++];
  return number;
}

}  // namespace mlir_rl::kernel::make
