#pragma once

/// \file
/// From samples to numbers, and from pairs of samples to a verdict. No clock here.

#include <vector>

namespace mlir_rl {

double medianOf(std::vector<double> samples);

/// Interquartile range / median; 0 for fewer than two samples.
double spreadOf(std::vector<double> samples);

/// Whether B should replace A: faster in at least nine of ten interleaved pairs, and by more than 2 % (median of the
/// pairs' ratios). Pairs may stop as soon as more of them cannot change the answer.
class PairVerdict {
 public:
  explicit PairVerdict(int pairs = 10) : pairs_(pairs) {}

  void add(double a, double b);
  /// No further pair is needed.
  bool decided() const;
  /// Only meaningful once decided().
  bool replaces() const;
  int count() const { return int(ratios_.size()); }
  /// Median of a / b: above 1, B is faster.
  double ratio() const;

 private:
  int allowedLosses() const { return pairs_ / 10; }

  int pairs_;
  int losses_ = 0;
  std::vector<double> ratios_;
};

}  // namespace mlir_rl
