#pragma once

/// \file
/// What families about images share.

#include "mlir_rl/generate/ops.h"
#include "mlir_rl/generate/sampler.h"

namespace mlir_rl::families_of_programs {

/// Square images, sometimes not.
Value imageArgument(Builder &b, Sampler &s, Layout layout);

/// Stride 1 or 2, seldom dilated; the padding keeps the extent (at stride 1) or is none.
Window drawWindow(Sampler &s, Layout layout);

/// At least two rows and columns come out, and padding stays below the image's extent.
bool fits(const Value &image, const Window &window);

}  // namespace mlir_rl::families_of_programs
