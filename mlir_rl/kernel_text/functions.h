#pragma once

/// \file
/// A module's functions as text.

#include "mlir_rl/kernel_text/unit.h"

namespace mlir_rl::kernel::text {

/// All functions but kernels, with the structs that hold several results.
std::string functionsText(Unit &unit);
/// A function with this signature and the body of that one.
std::string bodyText(Unit &unit, const Function &function, const std::string &signature);
/// "float x" for each parameter.
std::vector<std::string> parameterWords(Unit &unit, const Function &function);
std::string structText(const std::string &name, const std::vector<std::string> &fields);

}  // namespace mlir_rl::kernel::text
