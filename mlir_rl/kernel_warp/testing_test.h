#pragma once

/// \file
/// What the tests of this room share.

#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_front/testing_test.h"
#include "mlir_rl/kernel_run/compile.h"
#include "mlir_rl/kernel_run/inputs.h"
#include "mlir_rl/kernel_warp/compare.h"
#include "mlir_rl/kernel_warp/differences.h"
#include "mlir_rl/kernel_warp/warp_run.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel::testing {

inline std::string sourcePath(const std::string &path) { return std::string(MLIR_RL_SOURCE_DIR) + "/" + path; }

/// That of `make kernel-tools`, or the one on the PATH.
inline PythonPlace warpPlace() {
  std::string own = sourcePath(".venv-kernels/bin/python");
  return {.python = exists(own) ? own : "python3", .script = sourcePath("python/kernels/warp_worker.py")};
}

/// One process for all tests of a program.
inline WarpRunner &warpRunner() {
  static WarpRunner one(warpPlace());
  return one;
}

inline Module moduleOf(const std::string &source) {
  Result<Module> module = readKernels(testParser(), source, "test.py");
  EXPECT_TRUE(module) << module.error().message;
  return module.value_or(Module{});
}

/// What the interpreter leaves in the buffers; it finds no fault.
inline std::vector<Buffer> interpreted(const Code &code, const Function &kernel, const std::vector<int32_t> &dims,
                                       std::vector<Buffer> buffers) {
  std::vector<Argument> arguments = argumentsOf(kernel, buffers);
  Result<Outcome> outcome = run(code, findKernel(code, kernel.name), {dims}, arguments);
  EXPECT_TRUE(outcome && !outcome->fault) << (outcome ? faultText(*outcome->fault) : outcome.error().message);
  return buffers;
}

}  // namespace mlir_rl::kernel::testing
