#pragma once

/// \file
/// One launch of a kernel's Python text by a process, and what the process is asked and answers; python/kernels/run.py
/// says the form.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mlir_rl/kernel_run/buffer.h"
#include "mlir_rl/support/line_process.h"

namespace mlir_rl::kernel {

/// Of a kernel of a Python text that kernel_front reads without errors.
struct TextLaunch {
  std::string source;
  std::string kernel;         ///< its name
  std::vector<int32_t> dims;  ///< threads run in row-major order
};

nlohmann::json requestOf(const TextLaunch &launch, const std::vector<Buffer> &buffers);

/// Whether the answer has the contents of these buffers; then they hold them.
bool takeAnswer(const nlohmann::json &answer, std::vector<Buffer> &buffers);

/// One line, one answer, which is an object; whatever goes wrong ends the process. Errors: as of LineProcess, after
/// "WHO: "; another answer (failed).
Result<nlohmann::json> askObject(LineProcess &process, const std::string &who, const nlohmann::json &request,
                                 double seconds);

}  // namespace mlir_rl::kernel
