#include "mlir_rl/kernel_set/lengths.h"

#include <algorithm>
#include <bit>

namespace mlir_rl::kernel {

int64_t Lengths::quantile(double share) const {
  int64_t place = std::min(int64_t(share * double(total_)), total_ - 1), before = 0;
  for (const auto &[length, count] : counts_) {
    before += count;
    if (before > place) return length;
  }
  return 0;
}

double Lengths::within(int64_t length) const {
  int64_t sum = 0;
  for (const auto &[each, count] : counts_)
    if (each <= length) sum += count;
  return total_ ? double(sum) / double(total_) : 0;
}

/// The bin that holds a length, empty.
static Lengths::Bin binOf(int64_t length) {
  int64_t width = length < 4 ? 1 : int64_t(std::bit_floor(uint64_t(length))) / 4;
  int64_t low = length / width * width;
  return {low, low + width, 0};
}

std::vector<Lengths::Bin> Lengths::bins() const {
  std::vector<Bin> bins;
  for (const auto &[length, count] : counts_) {
    if (bins.empty()) bins.push_back(binOf(length));
    while (length >= bins.back().high) bins.push_back(binOf(bins.back().high));
    bins.back().share += double(count) / double(total_);
  }
  return bins;
}

}  // namespace mlir_rl::kernel
