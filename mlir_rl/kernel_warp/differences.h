#pragma once

/// \file
/// Where Warp 1.19 on the CPU computes something else than tree.h and the table of builtins say, as far as it is known
/// (docs/kernels-warp.md explains each).

#include <string>
#include <vector>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

/// What in this module may make Warp's results differ, each once: "ddot: fused multiply-adds". Nothing when Warp must
/// give the interpreter's bits.
std::vector<std::string> whereWarpDiffers(const Module &module);

}  // namespace mlir_rl::kernel
