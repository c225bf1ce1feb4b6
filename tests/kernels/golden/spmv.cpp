// spmv in C++20, exact with -ffp-contract=off -fno-builtin -fwrapv.
// Arrays are row-major, without gaps; no extent is above 2^27.

#include <cstdint>

namespace {

template <typename T>
struct array1d {
  T *data;
  int shape[1];
  T &operator[](int64_t i) const { return data[i]; }
};

void spmv_thread(int tid, array1d<int> offsets, array1d<int> columns, array1d<float> values, array1d<float> x,
    array1d<float> y) {
  int row = tid;
  float total = 0.0f;
  const int k_end = offsets[row + 1];
  for (int k = offsets[row]; k < k_end; ++k) {
    total += values[k] * x[columns[k]];
  }
  y[row] = total;
}

}  // namespace

extern "C" void spmv(int threads, array1d<int> offsets, array1d<int> columns, array1d<float> values, array1d<float> x,
    array1d<float> y) {
  for (int tid = 0; tid < threads; ++tid) spmv_thread(tid, offsets, columns, values, x, y);
}
