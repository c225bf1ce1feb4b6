#pragma once

/// \file
/// The machine a schedule is for: topology as read, roofs as measured.

#include <cstdint>
#include <string>
#include <vector>

namespace mlir_rl {

struct CacheLevel {
  int level = 1;
  int64_t bytes = 0;  ///< per instance
  int ways = 8;
  int lineBytes = 64;
  int sharedBy = 1;  ///< cores that share one instance
  bool operator==(const CacheLevel &) const = default;
};

/// Sustained bandwidth of one core for a working set that fits a level; level 0 is memory.
struct Bandwidth {
  int level = 0;
  double copyBytesPerSecond = 0;  ///< bytes read + bytes written
  double readBytesPerSecond = 0;
  double triadBytesPerSecond = 0;  ///< a + 3 b: two arrays read, one written
  bool operator==(const Bandwidth &) const = default;
};

struct Machine {
  std::string cpu;                 ///< model name as the system prints it
  std::string targetCpu;           ///< LLVM's name: "znver4", "haswell"
  int cores = 1;                   ///< usable by this process
  std::vector<CacheLevel> caches;  ///< data caches, L1 first
  int vectorBits = 128;            ///< widest vector register the target has
  int vectorRegisters = 16;
  bool hasFma = false;
  double fmaPeakF32 = 0;  ///< FLOP/s of one core, measured; 0 when never measured
  double fmaPeakF64 = 0;
  std::vector<Bandwidth> bandwidths;  ///< empty when never measured
  std::string fingerprint;            ///< hash of what makes timings comparable: cpu, caches, cores, target
  bool operator==(const Machine &) const = default;
};

/// Bytes of the data cache of that level; `otherwise` when the machine names none.
inline int64_t cacheBytes(const Machine &machine, int level, int64_t otherwise) {
  for (const CacheLevel &cache : machine.caches)
    if (cache.level == level) return cache.bytes;
  return otherwise;
}

}  // namespace mlir_rl
