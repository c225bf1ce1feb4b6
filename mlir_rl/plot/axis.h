#pragma once

/// \file
/// Ranges and tics of axes. gnuplot's own tics on a logarithmic axis are too few for ratios near 1.

#include "mlir_rl/plot/picture.h"

namespace mlir_rl {

/// The axis with range and tics, wherever they were left to the data; `values` are what it shows. A ratio's values
/// must be positive; others are passed over.
Axis fitted(Axis axis, const std::vector<double> &values);

}  // namespace mlir_rl
