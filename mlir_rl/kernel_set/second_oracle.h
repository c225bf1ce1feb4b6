#pragma once

/// \file
/// Rows of a set against the second oracle: CPython runs their text.

#include "mlir_rl/kernel_set/recheck.h"

namespace mlir_rl::kernel {

/// Of so many kept rows, spread evenly (0: all), the stored text is run by CPython on every stored input set; every
/// array must hold what the row says. `parser` is python/kernels/parse.py, `runner` python/kernels/run.py. Errors
/// (environment): no Python, no NumPy.
Result<RecheckReport> checkWithPython(SetView &view, int64_t sample, const PythonPlace &parser,
                                      const PythonPlace &runner, const std::function<void(const RecheckReport &)> &show,
                                      const std::function<bool()> &stop);

}  // namespace mlir_rl::kernel
