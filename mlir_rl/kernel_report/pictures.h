#pragma once

/// \file
/// Pictures of a set.

#include "mlir_rl/kernel_set/profile.h"
#include "mlir_rl/plot/picture.h"

namespace mlir_rl::kernel {

/// For Python and each form that there is: histograms of tokens and of lines.
std::vector<Picture> lengthPictures(const SetProfile &profile);

/// Kept kernels of each family, the largest first.
Picture familyPicture(const SetProfile &profile);

}  // namespace mlir_rl::kernel
