#include "mlir_rl/measure/noise.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <fstream>
#include <sstream>

#include "mlir_rl/measure/pin.h"
#include "mlir_rl/support/clock.h"

namespace mlir_rl {
namespace {

/// A chain of dependent integer operations: no memory, no vectors, the same cycles every time.
uint64_t spin(int64_t steps) {
  uint64_t x = 88172645463325252;
  for (int64_t i = 0; i < steps; ++i) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
  }
  asm volatile("" : "+r"(x));
  return x;
}

double spinSeconds(int64_t steps) {
  Stopwatch watch;
  spin(steps);
  return watch.seconds();
}

/// Steps that take about 50 µs, from the fastest of a few tries.
int64_t spinSteps() {
  constexpr int64_t tried = 10000;
  double fastest = 1;
  for (int i = 0; i < 20; ++i) fastest = std::min(fastest, spinSeconds(tried));
  return std::max<int64_t>(1000, static_cast<int64_t>(50e-6 / std::max(fastest, 1e-7) * tried));
}

/// Clock ticks the hypervisor took from one CPU, and all ticks, since it started.
struct Ticks {
  double stolen = 0, all = 0;
};
Ticks readTicks(int cpu) {
  std::ifstream file("/proc/stat");
  std::string wanted = "cpu" + std::to_string(cpu) + " ";
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(wanted)) continue;
    std::istringstream fields(line.substr(wanted.size()));
    Ticks ticks;
    double value = 0;
    // user nice system idle iowait irq softirq steal; guest time is part of user time.
    for (int i = 0; i < 8 && fields >> value; ++i) {
      ticks.all += value;
      if (i == 7) ticks.stolen = value;
    }
    return ticks;
  }
  return {};
}

/// Two speeds: the widest gap between neighbours, leaving a tenth of the samples on either side, stands out.
void findTwoSpeeds(const std::vector<double> &sorted, Jitter &jitter) {
  size_t n = sorted.size(), split = 0;
  double widest = 0;
  for (size_t i = n / 10; i + n / 10 + 1 < n; ++i) {
    double gap = sorted[i + 1] - sorted[i];
    if (gap > widest) widest = gap, split = i + 1;
  }
  if (widest < 0.05 * sorted[0]) return;
  jitter.bimodal = true;
  jitter.slowOverFast = sorted[split + (n - split) / 2] / sorted[split / 2];
}

}  // namespace

Jitter jitterOf(std::vector<double> seconds) {
  assert(seconds.size() >= 20);
  std::ranges::sort(seconds);
  size_t n = seconds.size();
  Jitter jitter;
  jitter.samples = static_cast<int>(n);
  jitter.medianSeconds = seconds[n / 2];
  jitter.p95OverMedian = seconds[n * 95 / 100] / jitter.medianSeconds;
  jitter.worstOverMedian = seconds.back() / jitter.medianSeconds;
  findTwoSpeeds(seconds, jitter);
  return jitter;
}

Jitter measureJitter(double seconds) {
  PinnedThread pin;
  int64_t steps = spinSteps();
  Ticks before = readTicks(pin.cpu());
  std::vector<double> samples;
  for (Stopwatch watch; watch.seconds() < seconds || samples.size() < 20;) samples.push_back(spinSeconds(steps));
  Ticks after = readTicks(pin.cpu());
  Jitter jitter = jitterOf(std::move(samples));
  jitter.pinned = pin.pinned();
  if (after.all > before.all) jitter.stealShare = (after.stolen - before.stolen) / (after.all - before.all);
  return jitter;
}

}  // namespace mlir_rl
