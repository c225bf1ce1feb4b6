#include "mlir_rl/measure/timing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

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
  double median = quantile(samples, 0.5);
  return median > 0 ? (quantile(samples, 0.75) - quantile(samples, 0.25)) / median : 0;
}

double medianErrorOf(const std::vector<double> &samples) {
  if (samples.size() < 3) return std::numeric_limits<double>::infinity();
  return 1.58 * spreadOf(samples) / std::sqrt(double(samples.size()));
}

void PairVerdict::add(double a, double b) {
  fastestA_ = ratios_.empty() ? a : std::min(fastestA_, a);
  slowestB_ = std::max(slowestB_, b);
  ratios_.push_back(a / b);
  losses_ += !(b < a);
}

bool PairVerdict::clearlyFaster() const { return count() >= 3 && losses_ == 0 && fastestA_ > 1.5 * slowestB_; }

bool PairVerdict::decided() const { return losses_ > allowedLosses() || count() >= pairs_ || clearlyFaster(); }

double PairVerdict::ratio() const { return medianOf(ratios_); }

bool PairVerdict::replaces() const { return decided() && losses_ <= allowedLosses() && ratio() > 1.02; }

/// B's samples against A's, by the rounds both have.
static PairVerdict verdictOf(const std::vector<double> &a, const std::vector<double> &b, int pairs) {
  PairVerdict verdict(pairs);
  for (size_t i = 0; i < std::min(a.size(), b.size()) && !verdict.decided(); ++i) verdict.add(a[i], b[i]);
  return verdict;
}

int fastestOf(const std::vector<Measurement> &versions, int pairs) {
  int best = -1;
  for (int i = 0; i < int(versions.size()); ++i) {
    if (versions[size_t(i)].outcome != Outcome::ok) continue;
    if (best < 0 || verdictOf(versions[size_t(best)].samples, versions[size_t(i)].samples, pairs).replaces()) best = i;
  }
  return best;
}

namespace {

/// The fastest so far by the rule, and whether more rounds can change that.
struct Standing {
  int fastest = 0;
  bool decided = true;
};

Standing standingOf(const std::vector<std::vector<double>> &samples, int pairs) {
  Standing standing;
  for (size_t challenger = 1; challenger < samples.size() && standing.decided; ++challenger) {
    PairVerdict verdict = verdictOf(samples[size_t(standing.fastest)], samples[challenger], pairs);
    standing.decided = verdict.decided();
    if (verdict.replaces()) standing.fastest = int(challenger);
  }
  return standing;
}

/// With pairs to decide, whoever stands before the fastest has been replaced for good. Without, who has had its time
/// waits while the others take theirs.
bool rests(const Turns &turns, size_t i, const TurnPlan &plan, const Standing &standing) {
  if (plan.pairs > 0) return int(i) < standing.fastest;
  const std::vector<double> &samples = turns.samples[i];
  return int(samples.size()) >= plan.minSamples &&
         std::accumulate(samples.begin(), samples.end(), 0.0) >= plan.maxSeconds;
}

bool isKnown(const Turns &turns, const TurnPlan &plan, const Standing &standing) {
  size_t count = turns.samples.size();
  if (turns.seconds < plan.minSeconds * double(count)) return false;
  if (plan.pairs > 0 && turns.seconds >= plan.maxSeconds * double(count)) return true;
  if (plan.pairs > 0 && !standing.decided) return false;
  if (plan.targetError <= 0) return true;
  for (size_t i = 0; i < count; ++i)
    if (!rests(turns, i, plan, standing) && medianErrorOf(turns.samples[i]) > plan.targetError) return false;
  return true;
}

}  // namespace

Turns timeInTurns(const std::vector<std::function<double()>> &sample, const TurnPlan &plan) {
  Turns turns{std::vector<std::vector<double>>(sample.size()), 0, -1};
  Standing standing;
  for (int round = 0; round < plan.maxSamples && !sample.empty(); ++round) {
    if (round >= plan.minSamples && isKnown(turns, plan, standing)) break;
    for (size_t step = 0; step < sample.size(); ++step) {
      size_t i = round % 2 ? sample.size() - 1 - step : step;
      if (rests(turns, i, plan, standing)) continue;
      turns.samples[i].push_back(sample[i]());
      turns.seconds += turns.samples[i].back();
    }
    if (plan.pairs > 0) standing = standingOf(turns.samples, plan.pairs);
  }
  if (plan.pairs > 0 && !sample.empty()) turns.fastest = standing.fastest;
  return turns;
}

}  // namespace mlir_rl
