// histogram in CUDA C++20, exact with --fmad=false.
// Arrays are row-major, without gaps; no extent is above 2^27.

namespace {

template <typename T>
struct array1d {
  T *data;
  int shape[1];
  __device__ T &operator[](long long i) const { return data[i]; }
};

__device__ int max(int a, int b) {
  return b > a ? b : a;
}

__device__ int min(int a, int b) {
  return b < a ? b : a;
}

__device__ int clamp(int x, int low, int high) {
  return min(max(low, x), high);
}

__device__ void histogram_thread(int tid, array1d<double> samples, double low, double high,
    array1d<unsigned int> counts, array1d<unsigned int> ranks) {
  int i = tid;
  int bins = counts.shape[0];
  double share = (samples[i] - low) / (high - low);
  int bin = clamp(int(floor(share * double(bins))), 0, bins - 1);
  ranks[i] = atomicAdd(&counts[bin], 1u);
}

}  // namespace

extern "C" __global__ void histogram(int threads, array1d<double> samples, double low, double high,
    array1d<unsigned int> counts, array1d<unsigned int> ranks) {
  const long long stride = (long long)gridDim.x * blockDim.x;
  for (long long thread = (long long)blockIdx.x * blockDim.x + threadIdx.x; thread < threads; thread += stride)
    histogram_thread(int(thread), samples, low, high, counts, ranks);
}
