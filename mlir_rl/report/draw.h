#pragma once

/// \file
/// Pictures as plain values -> drawn in a section of a report.

#include "mlir_rl/plot/picture.h"
#include "mlir_rl/report/report.h"

namespace mlir_rl {

/// Adds them at the section's end, in order. Errors: those of runGnuplot().
Status drawInto(ReportSection &section, const std::vector<Picture> &pictures);

}  // namespace mlir_rl
