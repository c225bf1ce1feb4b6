#pragma once

/// \file
/// Where tests find NVIDIA's tools.

#include "mlir_rl/kernel_check/nvidia.h"

namespace mlir_rl::kernel {

inline std::string nvidiaScript() { return std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/nvidia.py"; }
inline PythonPlace nvidiaPlace() {
  return {.python = std::string(MLIR_RL_SOURCE_DIR) + "/.venv-kernels/bin/python", .script = nvidiaScript()};
}
inline constexpr const char *kNvidiaSkipped =
    "skipped: .venv-kernels has no NVRTC and ptxas (nvidia-cuda-nvrtc, nvidia-cuda-nvcc and nvidia-cuda-runtime of "
    "PyPI)";

}  // namespace mlir_rl::kernel
