#pragma once

/// \file
/// What one core can do at best, measured: the ceiling that every honest timing stays under.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/flow/op_summary.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Several short bursts of one kernel. Rates in FLOP/s or bytes/s.
struct Rate {
  double best = 0;  ///< the roof
  double median = 0;
  double spread = 0;  ///< interquartile range / median
  int bursts = 0;
  bool operator==(const Rate &) const = default;
};

/// Bandwidth of one core for a working set that fits a level; level 0 is memory.
struct LevelRoof {
  int level = 0;
  int64_t workingSetBytes = 0;  ///< all arrays together
  Rate read = {};               ///< bytes read
  Rate copy = {};               ///< bytes read + written
  Rate triad = {};              ///< a + 3 b: bytes read + written
  bool operator==(const LevelRoof &) const = default;
};

struct Roof {
  std::string instructions;  ///< "avx512", "avx2", "sse2": the kernels that ran
  Rate fmaF32, fmaF64;
  std::vector<LevelRoof> levels;  ///< caches nearest first, memory last
  double seconds = 0;             ///< that measuring took
  bool pinned = true;             ///< the system let us stay on one core
  bool operator==(const Roof &) const = default;
};

/// Measures for about a second, never more than 2.5 s on one core, for the instruction set of `machine`.
/// `progress` hears what is being measured. Errors: usage, when this CPU lacks the instruction set; environment,
/// when memory is short; failed, when a kernel's result is not what it must be.
Result<Roof> measureRoof(const Machine &machine, const std::function<void(const std::string &)> &progress = {});

/// The better of each rate: what the machine was ever seen to do. Levels are matched by number.
Roof bestOf(const Roof &a, const Roof &b);

/// `machine` with the roof's rates in it.
Machine withRoof(Machine machine, const Roof &roof);

/// The least seconds this machine needs for the work: the slower of computing at `threads` times the FMA peak and
/// moving `bytes` at the best bandwidth its working set allows: what fits L1 (of all threads together) moves at L1's
/// rate at best, the rest of what fits L2 at L2's, and so on. Deliberately too low rather than too high: a bound, not
/// an estimate. `flops` and `bytes` are those executed. 0 when the machine has never been measured.
double roofSeconds(const Machine &machine, double flops, double bytes, double workingSetBytes, ElementType type,
                   int threads = 1);

}  // namespace mlir_rl
