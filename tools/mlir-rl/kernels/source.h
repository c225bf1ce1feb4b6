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

/// One compiler, made now, serves all children; with Warp's among `forms` each child has a process of Warp's. Errors
/// (environment): something that comes with this program is missing, libdevice cannot be read, or there is no Warp.
Result<kernel::RowSource> kernelSource(const KernelsOptions &options, const std::set<kernel::Form> &forms,
                                       const Context &context);

/// Where Warp's processes are started.
Result<kernel::PythonPlace> warpPlace(const KernelsOptions &options, const Context &context);

}  // namespace mlir_rl
