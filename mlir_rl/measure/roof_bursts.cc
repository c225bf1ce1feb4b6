#include <algorithm>
#include <memory>
#include <utility>

#include "mlir_rl/measure/pin.h"
#include "mlir_rl/measure/roof.h"
#include "mlir_rl/measure/roof_probes.h"
#include "mlir_rl/measure/topology.h"
#include "mlir_rl/support/clock.h"

namespace mlir_rl {
namespace {

constexpr double kBurstSeconds = 0.003;  ///< long against a timer tick of the clock, short against a noisy phase
constexpr double kEnoughSeconds = 1.2, kLastBurstAt = 2.0;
constexpr int kMostBursts = 15;

/// Seconds of one burst; `right` falls when the kernel computed something else.
double runOnce(const Probe &probe, int64_t repeats, bool &right) {
  Stopwatch watch;
  right &= probe.repeat(repeats);
  return watch.seconds();
}

/// Grows the repeats until one burst is long enough for the clock; also warms up caches and frequency. They stay odd:
/// an even number of passes adds up to an even multiple of one pass' sum, and with many factors of two that is 0 modulo
/// 2^64 although every element was read.
bool calibrate(Probe &probe) {
  bool right = true;
  for (double seconds = runOnce(probe, probe.repeats, right); right && seconds < kBurstSeconds / 2;
       seconds = runOnce(probe, probe.repeats, right))
    probe.repeats = probe.repeats * std::clamp(static_cast<int64_t>(kBurstSeconds / std::max(seconds, 1e-7)),
                                               int64_t{2}, int64_t{64}) |
                    1;
  return right;
}

void finish(const Probe &probe) {
  std::vector<double> sorted = probe.rates;
  std::ranges::sort(sorted);
  size_t n = sorted.size();
  Rate rate;
  rate.best = sorted.back();
  rate.median = n % 2 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  rate.spread = (sorted[n * 3 / 4] - sorted[n / 4]) / rate.median;
  rate.bursts = static_cast<int>(n);
  if (rate.best > probe.into->best) *probe.into = rate;
}

Status wrongResult(const Probe &probe) {
  return failed("the " + probe.name + " kernel computed a wrong result; its rate means nothing");
}

/// Two bursts agree on the best rate: a third will hardly beat them.
bool confirmed(const Probe &probe) {
  if (probe.rates.size() < 5) return false;
  double best = 0, second = 0;
  for (double rate : probe.rates) {
    second = std::max(second, std::min(rate, best));
    best = std::max(best, rate);
  }
  return second > 0.98 * best;
}

Status addBurst(Probe &probe) {
  bool right = true;
  if (probe.repeats > 1) runOnce(probe, 1, right);  // its working set back into its level
  double seconds = runOnce(probe, probe.repeats, right);
  if (!right) return wrongResult(probe);
  probe.rates.push_back(probe.unitsPerRepeat * static_cast<double>(probe.repeats) / seconds);
  return {};
}

/// Rounds over all probes, so that a noisy phase of the machine does not fall on one of them alone. After the usual
/// time only those go on whose best rate nothing has confirmed yet.
Status runRounds(std::vector<Probe> &probes, const Stopwatch &watch,
                 const std::function<void(const std::string &)> &progress) {
  for (Probe &probe : probes) {
    if (progress) progress(probe.name);
    if (!calibrate(probe)) return wrongResult(probe);
  }
  for (int round = 0; round < kMostBursts; ++round) {
    for (Probe &probe : probes) {
      double seconds = watch.seconds();
      bool done = seconds > kEnoughSeconds && confirmed(probe);
      if (!probe.rates.empty() && (done || seconds > kLastBurstAt)) continue;
      if (Status status = addBurst(probe); !status) return status;
    }
  }
  return {};
}

const char *isaName(Isa isa) {
  switch (isa) {
    case Isa::avx512:
      return "avx512";
    case Isa::avx2:
      return "avx2";
    case Isa::sse2:
      return "sse2";
  }
  return "sse2";
}

}  // namespace

Result<Roof> measureRoof(const Machine &machine, const std::function<void(const std::string &)> &progress) {
  if (!runsHere(machine))
    return badUsage("this CPU (" + readMachine().targetCpu + ") does not execute code for " + machine.targetCpu +
                    ", so its roof cannot be measured here");
  Stopwatch watch;
  Result<std::vector<LevelRoof>> levels = workingSets(machine);
  if (!levels) return tl::unexpected(levels.error());
  PinnedThread pin;
  std::vector<const RoofKernels *> kernels = kernelsFor(machine);
  Roof roof;
  roof.instructions = isaName(kernels.front()->isa);
  roof.pinned = pin.pinned();
  roof.levels = std::move(*levels);
  std::vector<std::unique_ptr<Pages>> pages;
  Result<std::vector<Probe>> probes = makeProbes(kernels, roof, pages);
  if (!probes) return tl::unexpected(probes.error());
  if (Status status = runRounds(*probes, watch, progress); !status) return tl::unexpected(status.error());
  for (const Probe &probe : *probes) finish(probe);
  roof.seconds = watch.seconds();
  return roof;
}

}  // namespace mlir_rl
