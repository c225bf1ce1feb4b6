#pragma once

/// \file
/// Why an action is not legal.

namespace mlir_rl {

/// Null means legal; otherwise one clause that completes "... cannot be done: ". A literal: asking costs nothing.
using Refusal = const char *;

}  // namespace mlir_rl
