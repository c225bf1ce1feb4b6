#pragma once

/// \file
/// How long texts are: counts by length, quantiles, bins of a histogram.

#include <cstdint>
#include <map>
#include <vector>

namespace mlir_rl::kernel {

/// Lengths of many texts, exactly; in tokens or lines, at least 0.
class Lengths {
 public:
  void add(int64_t length) {
    ++counts_[length];
    ++total_;
  }

  int64_t total() const { return total_; }
  /// The length that stands at this share, 0 to 1, when all are put in order; 0 when there are none.
  int64_t quantile(double share) const;
  int64_t longest() const { return counts_.empty() ? 0 : counts_.rbegin()->first; }
  /// Share of those that are at most so long, 0 to 1; 0 when there are none.
  double within(int64_t length) const;

  struct Bin {
    int64_t low = 0, high = 0;  ///< low <= length < high
    double share = 0;           ///< of all
    bool operator==(const Bin &) const = default;
  };
  /// From the shortest to the longest, empty ones between them too: four equal bins for each doubling of the length,
  /// below 8 one for each length.
  std::vector<Bin> bins() const;

 private:
  std::map<int64_t, int64_t> counts_;
  int64_t total_ = 0;
};

}  // namespace mlir_rl::kernel
