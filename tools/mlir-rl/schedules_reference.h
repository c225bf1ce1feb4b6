#pragma once

/// \file
/// The reference of action kinds, made from their table by doing what their examples say.

#include <string>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Markdown: the sample programs and a section for each kind. Fails when an example is refused, or when one that is
/// to be refused is not.
Result<std::string> schedulesReference();

}  // namespace mlir_rl
