#pragma once

/// \file
/// NumPy's .npz files as inputs.

#include <string>
#include <vector>

#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Copies each array of the archive into the input of the same name ("arg0", ...). `targets` has one address for each
/// input, in order; inputs the archive lacks are left alone. Errors (usage): not an archive, an array with no such
/// input, another element type or shape, Fortran order.
Status readNpz(const std::string &path, const std::vector<Argument> &arguments, const std::vector<char *> &targets);

}  // namespace mlir_rl
