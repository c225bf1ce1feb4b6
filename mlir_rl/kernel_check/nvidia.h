#pragma once

/// \file
/// What NVIDIA's own compilers say of a text: NVRTC of CUDA C++, ptxas of PTX, in a process (python/kernels/nvidia.py).
/// Neither a GPU nor a driver is needed.

#include "mlir_rl/kernel_front/python.h"

namespace mlir_rl::kernel {

struct NvidiaVersions {
  std::string nvrtc;  ///< "13.0"; empty when it is not installed
  std::string ptxas;  ///< "13.0.88"; the same
};

struct Verdict {
  bool ok = false;
  std::string log;  ///< errors and warnings, in the tool's words
};

/// Its process starts when first needed, and again when it died. Serves any number of texts.
class NvidiaTools {
 public:
  /// The Python is that of the environment which NVIDIA's packages are installed in; the script is
  /// python/kernels/nvidia.py.
  explicit NvidiaTools(PythonPlace place) : place_(std::move(place)) {}

  /// Errors (environment): no process.
  Result<NvidiaVersions> versions();

  /// Compiles CUDA C++20 to machine code, without contraction, for an architecture like "sm_80". Errors: not installed
  /// (environment, with what to install), the process died or needs more than `seconds` (failed).
  Result<Verdict> compileCuda(const std::string &text, const std::string &arch, double seconds = 60);
  /// The same of PTX.
  Result<Verdict> assemblePtx(const std::string &text, const std::string &arch, double seconds = 60);

 private:
  Result<nlohmann::json> ask(const nlohmann::json &request, double seconds);
  Result<Verdict> check(const char *kind, const char *package, const std::string &text, const std::string &arch,
                        double seconds);

  PythonPlace place_;
  LineProcess process_;
  int64_t asked_ = 0;
};

}  // namespace mlir_rl::kernel
