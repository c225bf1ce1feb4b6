#pragma once

/// \file
/// The loops that measure roofs, once for each instruction set. They do nothing but what is counted.

#include <cstdint>

#include "mlir_rl/measure/cpu.h"

namespace mlir_rl {

/// Every count of doubles below is a multiple of this (8 vectors of the widest kind).
inline constexpr int64_t kRoofBlock = 64;

/// All pointers are aligned to 64 bytes, all counts are doubles and multiples of kRoofBlock.
struct RoofKernels {
  Isa isa;
  int chains;  ///< independent chains of multiply-adds
  int lanesF32, lanesF64;
  /// `iterations` x chains x lanes times x = x * a + b, from x = chain + 1; returns the sum of every x.
  double (*fmaF32)(int64_t iterations, float a, float b);
  double (*fmaF64)(int64_t iterations, double a, double b);
  /// Reads `data` `passes` times; returns the sum of its bit patterns over all passes, modulo 2^64.
  uint64_t (*read)(const double *data, int64_t count, int64_t passes);
  /// to = from, `passes` times; `stream` variants write past the caches.
  void (*copy)(double *to, const double *from, int64_t count, int64_t passes);
  void (*copyStream)(double *to, const double *from, int64_t count, int64_t passes);
  /// to = a + 3 * b, `passes` times.
  void (*triad)(double *to, const double *a, const double *b, int64_t count, int64_t passes);
  void (*triadStream)(double *to, const double *a, const double *b, int64_t count, int64_t passes);
};

/// The kernels for an instruction set. Call them only where the CPU has it (isaOf(hostCpu()...)).
const RoofKernels &roofKernels(Isa isa);

namespace roof_sse2 {
extern const RoofKernels kernels;
}
namespace roof_avx2 {
extern const RoofKernels kernels;
}
namespace roof_avx512 {
extern const RoofKernels kernels;
}

}  // namespace mlir_rl
