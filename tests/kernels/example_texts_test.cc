// Texts of the kernels in examples/kernels: what they compute, and how three of them read.

#include "mlir_rl/kernel_run/example_inputs_test.h"
#include "tests/kernels/agreement.h"
#include "tests/kernels/example_kernels.h"

namespace mlir_rl::kernel::testing {
namespace {

TEST(ExampleTexts, ComputeWhatTheInterpreterDoes) {
  const std::map<std::string, Module> &kernels = exampleKernels();
  std::vector<Trial> trials;
  for (const ExampleInput &example : exampleInputs()) {
    ASSERT_TRUE(kernels.contains(example.kernel)) << example.kernel;
    const Module &module = kernels.at(example.kernel);
    Result<std::vector<Buffer>> buffers = makeBuffers(Layout(module), module.kernels[0], example.input);
    ASSERT_TRUE(buffers) << buffers.error().message;
    trials.push_back({module, example.input.dims, std::move(*buffers)});
  }
  expectAgreement(trials);
}

/// The files are as an engineer would write them; whoever changes the texts reads them again.
TEST(ExampleTexts, ReadAsIfWrittenByHand) {
  for (const char *name : {"spmv", "histogram", "integrate"}) {
    const Module &module = exampleKernels().at(name);
    std::string path = std::string(MLIR_RL_SOURCE_DIR) + "/tests/kernels/golden/" + name;
    EXPECT_EQ(readFile(path + ".cpp").value_or(""), cppText(module, 0));
    EXPECT_EQ(readFile(path + ".cu").value_or(""), cudaText(module, 0));
  }
}

TEST(ExampleTextsSlow, CompileAlone) {
  for (const auto &[name, module] : exampleKernels()) {
    std::string path = ::testing::TempDir() + "kernel_text_alone_" + std::to_string(getpid()) + ".cpp";
    std::ofstream(path) << cppText(module, 0);
    std::string command = std::string(MLIR_RL_CXX) + " -std=c++20 -fsyntax-only -Wall -Wextra -Werror " + path;
    EXPECT_EQ(std::system(command.c_str()), 0) << name;
    std::remove(path.c_str());
  }
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
