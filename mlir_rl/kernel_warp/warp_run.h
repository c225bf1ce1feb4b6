#pragma once

/// \file
/// Real NVIDIA Warp (PyPI's warp-lang, which nobody needs to have) in a process, python/kernels/warp_worker.py: it runs
/// a kernel's Python text on the CPU, and says what C++ and CUDA it makes of it.
///
/// Warp compiles with contraction to FMA off, for any x86-64, and with calls of the C library left as they are, so its
/// float operations round as tree.h says; docs/kernels-warp.md lists where it computes something else. Warp does not
/// check indices and overflows: launch only what the interpreter has run without a fault.

#include "mlir_rl/kernel_front/python.h"
#include "mlir_rl/kernel_python/text_launch.h"
#include "mlir_rl/kernel_warp/own_folder.h"

namespace mlir_rl::kernel {

/// Warp's own texts for a module of kernels. The first line of each says that Warp made it, and which release.
struct WarpTexts {
  std::string cpp;   ///< form "warp-cpp": for the CPU; includes Warp's builtin.h
  std::string cuda;  ///< form "warp-cuda": for GPUs, likewise
};

/// Its process starts when first needed, and again when it died. It has a folder of its own, with the sources that Warp
/// wants to see as files and a cache of compiled code, until the runner is destroyed. The first launch takes seconds,
/// in which Warp prepares its headers.
class WarpRunner {
 public:
  /// The Python has warp-lang, as that of .venv-kernels after `make kernel-tools`; the script is
  /// python/kernels/warp_worker.py. Its folder is made in `parent`, as OwnFolder says: whoever may be killed has one
  /// that somebody else removes.
  explicit WarpRunner(PythonPlace place, std::string parent = "")
      : place_(std::move(place)), parent_(std::move(parent)) {}
  ~WarpRunner() { process_.stop(); }
  WarpRunner(const WarpRunner &) = delete;
  WarpRunner &operator=(const WarpRunner &) = delete;

  /// Starts the process. Errors (environment): no process, no Warp; the message says what to install.
  Status start();
  /// Of Warp, "1.19.0"; empty before start().
  const std::string &version() const { return version_; }

  /// What the buffers hold afterwards; they are as PythonRunner::run wants them. A text is compiled once (130 ms of a
  /// core for one kernel, 40 ms for each of many in one text), then its kernels are launched. Errors: as of start();
  /// Warp does not take the text or the buffers (usage), with Warp's words; the process died (environment), perhaps of
  /// a kernel that left its arrays; it needs more than `seconds` (failed).
  Result<std::vector<Buffer>> run(const TextLaunch &launch, std::vector<Buffer> buffers, double seconds = 120);

  /// What Warp makes of the text that has this kernel, all its kernels and functions. With `backward` the derivatives
  /// too, which Warp writes after each function. Nothing is compiled. Errors: as of run(); Warp's refusal is one line
  /// that is the same on every machine and names no kernel.
  Result<WarpTexts> texts(const std::string &source, const std::string &kernel, bool backward, double seconds = 60);

 private:
  Result<nlohmann::json> ask(const nlohmann::json &request, double seconds);
  /// As ask, and Warp's refusal of `what` as an error of usage.
  Result<nlohmann::json> serve(const std::string &what, const nlohmann::json &request, double seconds);

  PythonPlace place_;
  std::string parent_;
  std::optional<OwnFolder> folder_;
  LineProcess process_;
  std::string version_;
};

}  // namespace mlir_rl::kernel
