#pragma once

/// \file
/// The decision over the whole program.

#include "mlir_rl/optimize/optimize.h"

namespace mlir_rl {

/// Times unscheduled, default and found in turns within one process, compares their outputs on every input set, and
/// sets the report's measurements, choice and roof shares. One replaces another only by PairVerdict's rule, so the
/// choice is never slower than unscheduled; one that is wrong is never chosen.
Status finalRound(const Subject &subject, const OptimizeOptions &options, const Workplace &workplace,
                  OptimizeReport &report);

}  // namespace mlir_rl
