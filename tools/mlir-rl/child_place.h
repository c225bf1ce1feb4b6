#pragma once

/// \file
/// Where the processes of peers are started.

#include "mlir_rl/peers/against.h"
#include "tools/mlir-rl/command.h"

namespace mlir_rl {

/// The Python and the package that the user named, else those beside the program: in the source tree, or where it was
/// installed. The last cores are used, as many as threads. Errors: usage, more threads than cores; environment, no
/// package.
Result<ChildPlace> childPlace(const AgainstOptions &options, int threads, const Context &context);

}  // namespace mlir_rl
