#pragma once

/// \file
/// What a buffer holds, in a few numbers.

#include "mlir_rl/kernel_set/row.h"

namespace mlir_rl::kernel {

ValueFacts factsOf(const Buffer &buffer);

}  // namespace mlir_rl::kernel
