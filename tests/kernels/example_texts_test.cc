// Texts of the kernels in examples/kernels: what they compute, and how three of them read.

#include <gtest/gtest.h>

#include <filesystem>

#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_run/example_inputs_test.h"
#include "mlir_rl/support/files.h"
#include "tests/kernels/agreement.h"

namespace mlir_rl::kernel::testing {
namespace {

const std::string kFolder = std::string(MLIR_RL_SOURCE_DIR) + "/examples/kernels";

Module readModule(const std::string &file) {
  static PythonParser parser({.script = std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/parse.py"});
  Result<std::string> source = readFile(kFolder + "/" + file);
  EXPECT_TRUE(source) << file;
  Result<Module> module = readKernels(parser, source.value_or(""), file);
  EXPECT_TRUE(module) << (module ? "" : module.error().message);
  return module.value_or(Module());
}

/// Modules of one kernel each, by the kernel's name.
std::map<std::string, Module> allKernels() {
  std::map<std::string, Module> kernels;
  for (const auto &entry : std::filesystem::directory_iterator(kFolder)) {
    Module module = readModule(entry.path().filename());
    for (size_t i = 0; i < module.kernels.size(); ++i) kernels[module.kernels[i].name] = kernelAlone(module, int(i));
  }
  return kernels;
}

TEST(ExampleTexts, ComputeWhatTheInterpreterDoes) {
  std::map<std::string, Module> kernels = allKernels();
  std::vector<Trial> trials;
  for (const ExampleInput &example : exampleInputs()) {
    ASSERT_TRUE(kernels.contains(example.kernel)) << example.kernel;
    const Module &module = kernels[example.kernel];
    Result<std::vector<Buffer>> buffers = makeBuffers(Layout(module), module.kernels[0], example.input);
    ASSERT_TRUE(buffers) << buffers.error().message;
    trials.push_back({module, example.input.dims, std::move(*buffers)});
  }
  expectAgreement(trials);
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
