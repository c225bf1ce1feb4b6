// Texts of the kernels in examples/kernels: what they compute, and how three of them read.

#include "mlir_rl/kernel_run/example_inputs_test.h"
#include "tests/kernels/agreement.h"
#include "tests/kernels/example_kernels.h"

namespace mlir_rl::kernel::testing {
namespace {

constexpr const char *kNamesOfOthers = R"(import warp as wp

M_PI = wp.constant(3.0)
y1 = wp.constant(2.0)

@wp.struct
class timespec:
    double: float
    min: wp.vec3

@wp.func
def clamp(x: float, low: float, high: float):
    return wp.clamp(x, low, high) + M_PI

@wp.func
def sqrtf(x: float):
    return wp.length(wp.vec3(x, y1, x))

@wp.func
def dot(a: wp.vec3, b: wp.vec3):
    return y1 * wp.dot(a, b)

@wp.func
def exp(x: wp.float64):
    return wp.exp(x) + wp.max(x, wp.float64(0.0))

@wp.kernel
def index(new: timespec, out: wp.array(dtype=float), time: wp.array(dtype=wp.float64)):
    tid = wp.tid()
    threads = sqrtf(new.double) + clamp(out[tid], 0.0, 1.0)
    index_thread = float(0.0)
    for stride in range(3):
        index_thread += float(stride) * dot(new.min, new.min)
    length = wp.length(new.min)
    out[tid] = threads + index_thread + length
    time[tid] = exp(time[tid])
)";

TEST(ExampleTexts, KeepApartWhatHasTheNamesOfOthers) {
  Module module = readModule(kNamesOfOthers, "names.py");
  ASSERT_FALSE(module.kernels.empty());
  LaunchInput input = {{4}, {filled({}, -1, 1), filled({4}, -1, 1), filled({4}, -1, 1)}, 1};
  Result<std::vector<Buffer>> buffers = makeBuffers(Layout(module), module.kernels[0], input);
  ASSERT_TRUE(buffers) << buffers.error().message;
  expectAgreement({{module, input.dims, *buffers}});
}

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
  std::map<std::string, Module> kernels = exampleKernels();
  kernels["index"] = readModule(kNamesOfOthers, "names.py");
  for (const auto &[name, module] : kernels) {
    std::string path = ::testing::TempDir() + "kernel_text_alone_" + std::to_string(getpid()) + ".cpp";
    std::ofstream(path) << cppText(module, 0);
    std::string command = std::string(MLIR_RL_CXX) + " -std=c++20 -fsyntax-only -Wall -Wextra -Werror " + path;
    EXPECT_EQ(std::system(command.c_str()), 0) << name;
    std::remove(path.c_str());
  }
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
