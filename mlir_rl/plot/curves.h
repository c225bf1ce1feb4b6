#pragma once

/// \file
/// Arithmetic on curves: points by increasing x.

#include "mlir_rl/plot/picture.h"

namespace mlir_rl {

enum class Mean { arithmetic, geometric };  ///< geometric: of positive values

double meanOf(const std::vector<double> &values, Mean mean);

/// Each point becomes the mean of the `window` points around it; fewer at the ends, as many on either side.
Points movingMean(const Points &points, size_t window, Mean mean);

/// The mean of several curves at every x that all of them have.
Points meanCurve(const std::vector<Points> &curves, Mean mean);

/// The window that leaves about forty independent points; 1: nothing to smooth.
size_t smoothingWindow(size_t points);

}  // namespace mlir_rl
