#pragma once

/// \file
/// From calls to samples, from samples to numbers, and from pairs of samples to a verdict. No clock here.

#include <functional>
#include <vector>

#include "mlir_rl/flow/measurement.h"

namespace mlir_rl {

double medianOf(std::vector<double> samples);

/// Interquartile range / median; 0 for fewer than two samples.
double spreadOf(std::vector<double> samples);

/// How far the median of so many samples may be off, relative to it: about a 95 % interval, 1.58 IQR / sqrt(n).
/// Infinite for fewer than three samples.
double medianErrorOf(const std::vector<double> &samples);

/// Whether B should replace A: faster in at least nine of ten interleaved pairs, and by more than 2 % (median of the
/// pairs' ratios). Pairs stop as soon as the verdict is clear: when more of them cannot change it, or when each of
/// three pairs or more was won and A's fastest time is more than 1.5 times B's slowest.
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
  bool clearlyFaster() const;

  int pairs_;
  int losses_ = 0;
  double fastestA_ = 0, slowestB_ = 0;
  std::vector<double> ratios_;
};

/// Which of these, timed in turns, is the fastest: each that ran, in order, against the best before it, by the rounds
/// both have samples of (one that was replaced early has few). -1: none ran.
int fastestOf(const std::vector<Measurement> &versions, int pairs = 10);

/// How long variants are timed in turns.
struct TurnPlan {
  int minSamples = 3;       ///< of each
  int maxSamples = 1000;    ///< of each
  double minSeconds = 0;    ///< of running, for each on average
  double targetError = 0;   ///< go on until every median is known this well (relative); 0: not asked
  double maxSeconds = 1e9;  ///< of running, for each (with pairs: on average), whatever is not known by then
  int pairs = 0;            ///< stop once the fastest is known by the rule of PairVerdict; 0: time only
};

struct Turns {
  std::vector<std::vector<double>> samples;  ///< of each variant; round i of all stands at index i
  double seconds = 0;                        ///< sum of all samples
  int fastest = -1;                          ///< by PairVerdict, each against the best before it; -1: pairs == 0
};

/// Calls each of `sample`, which makes one sample and returns its seconds, in turns; every second round backwards. With
/// `pairs`, a variant that has been replaced rests; without, one that has had its `maxSeconds`.
Turns timeInTurns(const std::vector<std::function<double()>> &sample, const TurnPlan &plan);

}  // namespace mlir_rl
