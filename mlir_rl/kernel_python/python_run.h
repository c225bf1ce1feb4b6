#pragma once

/// \file
/// The second oracle: CPython itself runs a kernel's text, with NumPy's scalars for its numbers, on a stand-in for Warp
/// (python/kernels/run.py). It shares nothing with kernel_run but the words of tree.h, the table of builtins and the C
/// library, so where both give the same bits, those words are enough to say them.

#include "mlir_rl/kernel_front/python.h"
#include "mlir_rl/kernel_python/text_launch.h"

namespace mlir_rl::kernel {

/// Its process starts when first needed, and again when it died. Serves any number of launches.
class PythonRunner {
 public:
  /// The script is python/kernels/run.py. NumPy must be there for this Python, or else for Debian's.
  explicit PythonRunner(PythonPlace place) : place_(std::move(place)) {}

  /// Starts the process. Errors (environment): no process, no NumPy; the message says what to install.
  Status start();

  /// What the buffers hold afterwards. They stand for the kernel's parameters in order, a buffer of one element for one
  /// that is no array; a struct that holds arrays has a buffer for each of its fields instead, at any depth.
  /// Errors: as of start(); the kernel breaks a rule of tree.h, "line 7: an index is below 0 or ...", or needs more
  /// than `seconds` (failed); the text or the buffers are not what is said above (usage).
  Result<std::vector<Buffer>> run(const TextLaunch &launch, std::vector<Buffer> buffers, double seconds = 60);

 private:
  Result<nlohmann::json> ask(const nlohmann::json &request, double seconds);

  PythonPlace place_;
  LineProcess process_;
};

}  // namespace mlir_rl::kernel
