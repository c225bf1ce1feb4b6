#pragma once

/// \file
/// A program's budget of measurements, shared over its tasks.

#include <cstdint>
#include <vector>

#include "mlir_rl/optimize/subject.h"

namespace mlir_rl {

/// In proportion to the work of each distinct task; every task gets some while they last. The shares add up to
/// `trials`.
std::vector<int64_t> shareTrials(const Subject &subject, int64_t trials);

}  // namespace mlir_rl
