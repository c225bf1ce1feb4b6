#include "mlir_rl/measure/timing.h"

#include <algorithm>

namespace mlir_rl {

/// Linear interpolation between order statistics; `samples` sorted, not empty.
static double quantile(const std::vector<double> &samples, double q) {
  double at = q * double(samples.size() - 1);
  size_t low = size_t(at), high = std::min(low + 1, samples.size() - 1);
  return samples[low] + (at - double(low)) * (samples[high] - samples[low]);
}

double medianOf(std::vector<double> samples) {
  if (samples.empty()) return 0;
  std::sort(samples.begin(), samples.end());
  return quantile(samples, 0.5);
}

double spreadOf(std::vector<double> samples) {
  if (samples.size() < 2) return 0;
  std::sort(samples.begin(), samples.end());
  return (quantile(samples, 0.75) - quantile(samples, 0.25)) / quantile(samples, 0.5);
}

void PairVerdict::add(double a, double b) {
  ratios_.push_back(a / b);
  losses_ += !(b < a);
}

bool PairVerdict::decided() const { return losses_ > allowedLosses() || count() >= pairs_; }

double PairVerdict::ratio() const { return medianOf(ratios_); }

bool PairVerdict::replaces() const { return count() >= pairs_ && losses_ <= allowedLosses() && ratio() > 1.02; }

}  // namespace mlir_rl
