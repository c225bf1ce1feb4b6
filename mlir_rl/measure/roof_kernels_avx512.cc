#include <immintrin.h>

#include "mlir_rl/measure/roof_kernels.h"

// Everything up to the pop may use avx512f, and is called only where the CPU has it.
#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)

namespace mlir_rl::roof_avx512 {
namespace {

using F = __m512;
using D = __m512d;
using I = __m512i;

/// FMA latency x throughput is at most 10 on the CPUs we know.
constexpr int kChains = 12;

inline F broadcast(float value) { return _mm512_set1_ps(value); }
inline D broadcast(double value) { return _mm512_set1_pd(value); }
inline F multiplyAdd(F a, F b, F c) { return _mm512_fmadd_ps(a, b, c); }
inline D multiplyAdd(D a, D b, D c) { return _mm512_fmadd_pd(a, b, c); }
inline D load(const double *from) { return _mm512_load_pd(from); }
inline void store(double *to, D value) { _mm512_store_pd(to, value); }
inline void stream(double *to, D value) { _mm512_stream_pd(to, value); }
inline I loadBits(const double *from) { return _mm512_load_si512(reinterpret_cast<const I *>(from)); }
inline I addBits(I a, I b) { return _mm512_add_epi64(a, b); }

#include "mlir_rl/measure/roof_kernels_body.h"

}  // namespace

const RoofKernels kernels = kernelsOf(Isa::avx512);

}  // namespace mlir_rl::roof_avx512

#pragma clang attribute pop
