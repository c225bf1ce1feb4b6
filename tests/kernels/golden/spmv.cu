// spmv in CUDA C++20, exact with --fmad=false.
// Arrays are row-major, without gaps; no extent is above 2^27.

namespace {

template <typename T>
struct array1d {
  T *data;
  int shape[1];
  __device__ T &operator[](long long i) const { return data[i]; }
};

__device__ void spmv_thread(int tid, array1d<int> offsets, array1d<int> columns, array1d<float> values,
    array1d<float> x, array1d<float> y) {
  int row = tid;
  float total = 0.0f;
  const int k_end = offsets[row + 1];
  for (int k = offsets[row]; k < k_end; ++k) {
    total += values[k] * x[columns[k]];
  }
  y[row] = total;
}

}  // namespace

extern "C" __global__ void spmv(int threads, array1d<int> offsets, array1d<int> columns, array1d<float> values,
    array1d<float> x, array1d<float> y) {
  const long long stride = (long long)gridDim.x * blockDim.x;
  for (long long thread = (long long)blockIdx.x * blockDim.x + threadIdx.x; thread < threads; thread += stride)
    spmv_thread(int(thread), offsets, columns, values, x, y);
}
