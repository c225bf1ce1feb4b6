#pragma once

/// \file
/// One kernel of a larger program: a file with its own imports, classes and main may hold any Python elsewhere.

#include <string>
#include <vector>

#include "mlir_rl/kernel_front/ast.h"

namespace mlir_rl::kernel {

/// Names of the kernels at a module's top, in the order of the text.
std::vector<std::string> kernelNames(const Json &tree);

/// The module with what stands at its top under that name, and what this names in turn: functions, structs, constants,
/// types, imports. Nothing else.
Json partOf(const Json &tree, const std::string &name);

}  // namespace mlir_rl::kernel
