// histogram in C++20, exact with -ffp-contract=off -fno-builtin -fwrapv.
// Arrays are row-major, without gaps; no extent is above 2^27.

#include <atomic>
#include <cmath>
#include <cstdint>

namespace {

template <typename T>
struct array1d {
  T *data;
  int shape[1];
  T &operator[](int64_t i) const { return data[i]; }
};

int max(int a, int b) {
  return b > a ? b : a;
}

int min(int a, int b) {
  return b < a ? b : a;
}

int clamp(int x, int low, int high) {
  return min(max(low, x), high);
}

void histogram_thread(int tid, array1d<double> samples, double low, double high, array1d<uint32_t> counts,
    array1d<uint32_t> ranks) {
  int i = tid;
  int bins = counts.shape[0];
  double share = (samples[i] - low) / (high - low);
  int bin = clamp(int(std::floor(share * double(bins))), 0, bins - 1);
  ranks[i] = std::atomic_ref(counts[bin]).fetch_add(1u);
}

}  // namespace

extern "C" void histogram(int threads, array1d<double> samples, double low, double high, array1d<uint32_t> counts,
    array1d<uint32_t> ranks) {
  for (int tid = 0; tid < threads; ++tid) histogram_thread(tid, samples, low, high, counts, ranks);
}
