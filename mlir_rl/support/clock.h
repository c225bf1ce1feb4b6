#pragma once

/// \file
/// Elapsed time, from a clock that never jumps.

namespace mlir_rl {

/// Seconds since an unspecified moment; never decreases.
double monotonicSeconds();

/// Starts when made.
class Stopwatch {
 public:
  Stopwatch() : start_(monotonicSeconds()) {}
  double seconds() const { return monotonicSeconds() - start_; }

 private:
  double start_;
};

}  // namespace mlir_rl
