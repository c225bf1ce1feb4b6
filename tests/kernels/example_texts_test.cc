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

}  // namespace
}  // namespace mlir_rl::kernel::testing
