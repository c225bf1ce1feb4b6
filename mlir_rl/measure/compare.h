#pragma once

/// \file
/// Whether a candidate's output is the reference's, within what reassociation and FMA contraction may change.

#include <cstdint>
#include <string>

#include "mlir_rl/flow/op_summary.h"

namespace mlir_rl {

struct Comparison {
  double maxError = 0;  ///< largest |ours - reference| / bound; <= 1 is right, infinite for a NaN or Inf mismatch
  int64_t firstMismatch = -1;      ///< flat index of the first element beyond the bound
  double ours = 0, reference = 0;  ///< its values
  bool ok() const { return firstMismatch < 0; }
};

/// What rounding may do to an output.
struct ErrorModel {
  double reductionLength = 1;  ///< longest chain of accumulations
  double conditioning = 1;     ///< how much the program magnifies rounding (conditioning.h)
  double drift = 0;            ///< how far rounding within the program moves outputs, in their unit (conditioning.h)
};

/// Floats: |ours - reference| <= (16 + 4 sqrt(K)) * max(eps * C * max(|reference|, scale), D), K the reduction length,
/// C the conditioning, D the drift, and scale the root mean square of the finite reference elements: summing K rounded
/// terms in another order moves the result by about eps sqrt(K) of the terms' magnitude, and what follows magnifies it
/// by C. NaN matches NaN, an infinity matches itself, the sign of zero does not matter. Integers must be equal.
Comparison compareOutputs(ElementType type, const void *ours, const void *reference, int64_t count,
                          const ErrorModel &model);

/// "element 17 is 1.5, expected 1.25 (3.2 times the error bound)"
std::string describe(const Comparison &comparison);

}  // namespace mlir_rl
