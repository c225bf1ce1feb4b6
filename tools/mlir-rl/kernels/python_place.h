#pragma once

/// \file
/// Where the processes of Python are started that read, run and write kernels.

#include "mlir_rl/kernel_front/python.h"
#include "tools/mlir-rl/command.h"

namespace mlir_rl {

/// A script of python/kernels: in the source tree, or where it was installed. Error (environment): it is in neither.
Result<kernel::PythonPlace> pythonPlace(const std::string &script, const Context &context);

/// The folder .venv-kernels, which `make kernel-tools` fills, beside the program or here; "" when there is none.
std::string kernelTools(const Context &context);

}  // namespace mlir_rl
