#pragma once

/// \file
/// Words of gnuplot for texts, numbers and looks.

#include "mlir_rl/plot/picture.h"

namespace mlir_rl {

/// In quotes; control characters become spaces.
std::string quoted(const std::string &text);

/// Nine significant digits.
std::string numeral(double value);

/// Okabe and Ito's colours, which colour-blind readers tell apart, without their yellow; lighter when faint.
std::string colourText(int colour, bool faint);

/// "with lines linewidth 2 ...". Beyond the palette, dashes and shapes of dots differ too.
std::string strokeText(const Series &series);

}  // namespace mlir_rl
