#pragma once

/// \file
/// Limits of a process on itself, for children that run what may misbehave.

#include <cstdint>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// No more than so many bytes of address space beyond what it has. No effect under the address sanitizer, which
/// reserves terabytes. Error (environment): the system refuses.
Status limitMemory(int64_t bytes);

}  // namespace mlir_rl
