#pragma once

/// \file
/// Where rows of a set come from in this program: the generator, the compiler, Python's parser.

#include "mlir_rl/kernel_set/row_work.h"
#include "tools/mlir-rl/kernels/action.h"

namespace mlir_rl {

/// The file that the user named, or the one in .venv-kernels; "" when there is none.
std::string libdevicePath(const KernelsOptions &options, const Context &context);

/// The Python that the user named, or that of .venv-kernels, or python3.
std::string toolsPython(const KernelsOptions &options, const Context &context);

/// One compiler, made now, serves all children. Errors (environment): something that comes with this program is
/// missing, or libdevice cannot be read.
Result<kernel::RowSource> kernelSource(const KernelsOptions &options, const Context &context);

}  // namespace mlir_rl
