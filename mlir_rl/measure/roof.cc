#include "mlir_rl/measure/roof.h"

#include <algorithm>

#include "mlir_rl/flow/artifact.h"

namespace mlir_rl {
namespace {

Rate better(const Rate &a, const Rate &b) { return a.best >= b.best ? a : b; }

double bestRate(const Bandwidth &bandwidth) {
  return std::max({bandwidth.readBytesPerSecond, bandwidth.copyBytesPerSecond, bandwidth.triadBytesPerSecond});
}

/// Bandwidth of a level, or of the nearest measured level beyond it.
double levelRate(const Machine &machine, int level) {
  double memory = 0;
  for (const Bandwidth &bandwidth : machine.bandwidths) {
    if (bandwidth.level == level) return bestRate(bandwidth);
    if (bandwidth.level == 0) memory = bestRate(bandwidth);
  }
  return memory;
}

/// Bytes of one level that `threads` cores have together.
double capacity(const CacheLevel &cache, int threads) {
  int instances = (threads + cache.sharedBy - 1) / std::max(1, cache.sharedBy);
  return static_cast<double>(cache.bytes) * std::max(1, instances);
}

/// Narrow types do more operations with one register.
double peakOf(const Machine &machine, ElementType type) {
  int64_t bytes = elementBytes(type);
  if (bytes == 8) return machine.fmaPeakF64;
  return machine.fmaPeakF32 * (4.0 / static_cast<double>(bytes));
}

/// Seconds to move one byte of the working set, averaged over the levels it lies in.
double secondsPerByte(const Machine &machine, double workingSetBytes, int threads) {
  double left = std::max(1.0, workingSetBytes), seconds = 0;
  for (const CacheLevel &cache : machine.caches) {
    double rate = levelRate(machine, cache.level) * threads;
    double here = std::min(left, capacity(cache, threads));
    if (rate > 0) seconds += here / rate;
    left -= here;
  }
  if (double rate = levelRate(machine, 0) * threads; rate > 0) seconds += left / rate;
  return seconds / std::max(1.0, workingSetBytes);
}

}  // namespace

Roof bestOf(const Roof &a, const Roof &b) {
  Roof best = a;
  best.fmaF32 = better(a.fmaF32, b.fmaF32);
  best.fmaF64 = better(a.fmaF64, b.fmaF64);
  for (LevelRoof &level : best.levels) {
    auto other = std::ranges::find(b.levels, level.level, &LevelRoof::level);
    if (other == b.levels.end()) continue;
    level.read = better(level.read, other->read);
    level.copy = better(level.copy, other->copy);
    level.triad = better(level.triad, other->triad);
  }
  return best;
}

Machine withRoof(Machine machine, const Roof &roof) {
  machine.fmaPeakF32 = roof.fmaF32.best;
  machine.fmaPeakF64 = roof.fmaF64.best;
  machine.bandwidths.clear();
  for (const LevelRoof &level : roof.levels)
    machine.bandwidths.push_back({.level = level.level,
                                  .copyBytesPerSecond = level.copy.best,
                                  .readBytesPerSecond = level.read.best,
                                  .triadBytesPerSecond = level.triad.best});
  return machine;
}

double roofSeconds(const Machine &machine, double flops, double bytes, double workingSetBytes, ElementType type,
                   int threads) {
  double peak = peakOf(machine, type) * threads;
  double computing = peak > 0 ? flops / peak : 0;
  return std::max(computing, bytes * secondsPerByte(machine, workingSetBytes, threads));
}

}  // namespace mlir_rl
