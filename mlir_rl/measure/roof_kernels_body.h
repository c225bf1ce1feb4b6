// No include guard: each roof_kernels_<isa>.cc includes this once, inside its own namespace and with its own target
// attribute in force, after it has defined the vector types F, D, I and the operations on them.

/// Keeps the compiler from merging or dropping the passes over memory.
inline void barrier() { asm volatile("" ::: "memory"); }

template <class V, class T>
double fmaLoop(int64_t iterations, T a, T b) {
  V x[kChains];
  V va = broadcast(a), vb = broadcast(b);
#pragma unroll
  for (int chain = 0; chain < kChains; ++chain) x[chain] = broadcast(static_cast<T>(chain + 1));
  for (int64_t i = 0; i < iterations; ++i) {
#pragma unroll
    for (int chain = 0; chain < kChains; ++chain) x[chain] = multiplyAdd(x[chain], va, vb);
  }
  double sum = 0;
#pragma unroll
  for (int chain = 0; chain < kChains; ++chain) {
    T lanes[sizeof(V) / sizeof(T)];
    __builtin_memcpy(lanes, &x[chain], sizeof(V));
    for (T lane : lanes) sum += lane;
  }
  return sum;
}

inline uint64_t readLoop(const double *data, int64_t count, int64_t passes) {
  constexpr int chains = 8, lanes = sizeof(D) / sizeof(double);
  I sum[chains] = {};
  for (int64_t pass = 0; pass < passes; ++pass) {
    for (int64_t i = 0; i < count; i += chains * lanes) {
#pragma unroll
      for (int chain = 0; chain < chains; ++chain) sum[chain] = addBits(sum[chain], loadBits(data + i + chain * lanes));
    }
    barrier();
  }
  uint64_t total = 0;
#pragma unroll
  for (int chain = 0; chain < chains; ++chain) {
    uint64_t parts[lanes];
    __builtin_memcpy(parts, &sum[chain], sizeof(I));
    for (uint64_t part : parts) total += part;
  }
  return total;
}

template <bool streaming>
void put(double *to, D value) {
  if constexpr (streaming)
    stream(to, value);
  else
    store(to, value);
}

template <bool streaming>
void copyLoop(double *to, const double *from, int64_t count, int64_t passes) {
  constexpr int chains = 8, lanes = sizeof(D) / sizeof(double);
  for (int64_t pass = 0; pass < passes; ++pass) {
    for (int64_t i = 0; i < count; i += chains * lanes) {
#pragma unroll
      for (int chain = 0; chain < chains; ++chain)
        put<streaming>(to + i + chain * lanes, load(from + i + chain * lanes));
    }
    barrier();
  }
  if constexpr (streaming) _mm_sfence();
}

template <bool streaming>
void triadLoop(double *to, const double *a, const double *b, int64_t count, int64_t passes) {
  constexpr int chains = 8, lanes = sizeof(D) / sizeof(double);
  D three = broadcast(3.0);
  for (int64_t pass = 0; pass < passes; ++pass) {
    for (int64_t i = 0; i < count; i += chains * lanes) {
#pragma unroll
      for (int chain = 0; chain < chains; ++chain) {
        int64_t at = i + chain * lanes;
        put<streaming>(to + at, multiplyAdd(load(b + at), three, load(a + at)));
      }
    }
    barrier();
  }
  if constexpr (streaming) _mm_sfence();
}

inline double fmaF32(int64_t iterations, float a, float b) { return fmaLoop<F>(iterations, a, b); }
inline double fmaF64(int64_t iterations, double a, double b) { return fmaLoop<D>(iterations, a, b); }

constexpr RoofKernels kernelsOf(Isa isa) {
  return {.isa = isa,
          .chains = kChains,
          .lanesF32 = sizeof(F) / sizeof(float),
          .lanesF64 = sizeof(D) / sizeof(double),
          .fmaF32 = fmaF32,
          .fmaF64 = fmaF64,
          .read = readLoop,
          .copy = copyLoop<false>,
          .copyStream = copyLoop<true>,
          .triad = triadLoop<false>,
          .triadStream = triadLoop<true>};
}
