#pragma once

/// \file
/// The random choices of one program, in two streams: what it is made of, and how large it is. The same structure with
/// another stream of extents is a resized variant.

#include "mlir_rl/generate/ranges.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl {

class Sampler {
 public:
  /// Choices of `structure` must never depend on those of `extents`.
  Sampler(const Ranges &ranges, Random structure, Random extents)
      : ranges_(ranges), structure_(structure), extents_(extents) {}

  // Structure.
  bool flip(double probability = 0.5);
  int64_t choose(int64_t least, int64_t most);
  template <class T>
  const T &oneOf(const std::vector<T> &values) {
    return values[size_t(choose(0, int64_t(values.size()) - 1))];
  }
  int64_t kernel();

  // Extents: between the ranges' bounds, even on a logarithmic scale; half of them as networks have them (powers of
  // two, three quarters of those, multiples of 8), the others any number, odd ones too.
  int64_t size() { return extent(ranges_.minSize, ranges_.maxSize); }
  int64_t batch() { return extent(ranges_.minBatch, ranges_.maxBatch); }
  int64_t channels() { return extent(ranges_.minChannels, ranges_.maxChannels); }
  int64_t spatial() { return extent(ranges_.minSpatial, ranges_.maxSpatial); }
  int64_t extent(int64_t least, int64_t most);

 private:
  const Ranges &ranges_;
  Random structure_, extents_;
};

}  // namespace mlir_rl
