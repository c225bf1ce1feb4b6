#include <immintrin.h>

#include "mlir_rl/measure/roof_kernels.h"

// Everything up to the pop may use sse2, and is called only where the CPU has it.
#pragma clang attribute push(__attribute__((target("sse2"))), apply_to = function)

namespace mlir_rl::roof_sse2 {
namespace {

using F = __m128;
using D = __m128d;
using I = __m128i;

/// As many as the 16 registers hold beside a and b: a multiply and an add in a row take 7 to 9 cycles.
constexpr int kChains = 14;

inline F broadcast(float value) { return _mm_set1_ps(value); }
inline D broadcast(double value) { return _mm_set1_pd(value); }
// Two instructions, two operations: what this instruction set has.
inline F multiplyAdd(F a, F b, F c) { return _mm_add_ps(_mm_mul_ps(a, b), c); }
inline D multiplyAdd(D a, D b, D c) { return _mm_add_pd(_mm_mul_pd(a, b), c); }
inline D load(const double *from) { return _mm_load_pd(from); }
inline void store(double *to, D value) { _mm_store_pd(to, value); }
inline void stream(double *to, D value) { _mm_stream_pd(to, value); }
inline I loadBits(const double *from) { return _mm_load_si128(reinterpret_cast<const I *>(from)); }
inline I addBits(I a, I b) { return _mm_add_epi64(a, b); }

#include "mlir_rl/measure/roof_kernels_body.h"

}  // namespace

const RoofKernels kernels = kernelsOf(Isa::sse2);

}  // namespace mlir_rl::roof_sse2

#pragma clang attribute pop
