#pragma once

/// \file
/// Picture -> text for gnuplot.

#include "mlir_rl/plot/picture.h"

namespace mlir_rl {

enum class PictureFormat { png, svg };

/// A script with its data inside, which writes the picture to standard output.
std::string gnuplotScript(const Picture &picture, PictureFormat format);

}  // namespace mlir_rl
