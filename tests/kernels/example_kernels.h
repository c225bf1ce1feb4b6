#pragma once

/// \file
/// The kernels in examples/kernels.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel::testing {

inline Module readModule(const std::string &source, const std::string &file) {
  static PythonParser parser({.script = std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/parse.py"});
  Result<Module> module = readKernels(parser, source, file);
  EXPECT_TRUE(module) << (module ? "" : module.error().message);
  return module.value_or(Module());
}

/// Modules of one kernel each, by the kernel's name.
inline const std::map<std::string, Module> &exampleKernels() {
  static const std::map<std::string, Module> all = [] {
    std::map<std::string, Module> kernels;
    for (const auto &entry :
         std::filesystem::directory_iterator(std::string(MLIR_RL_SOURCE_DIR) + "/examples/kernels")) {
      Result<std::string> source = readFile(entry.path());
      EXPECT_TRUE(source) << entry.path();
      Module module = readModule(source.value_or(""), entry.path());
      for (size_t i = 0; i < module.kernels.size(); ++i) kernels[module.kernels[i].name] = kernelAlone(module, int(i));
    }
    return kernels;
  }();
  return all;
}

}  // namespace mlir_rl::kernel::testing
