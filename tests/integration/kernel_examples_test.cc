// The example kernels, read from Python, compiled, and run: all forms do what the interpreter says, bit by bit.

#include <gtest/gtest.h>

#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_lower/agreement_test.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel::testing {
namespace {

Module readExample(const std::string &name) {
  static PythonParser parser({.script = std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/parse.py"});
  std::string path = std::string(MLIR_RL_SOURCE_DIR) + "/examples/kernels/" + name + ".py";
  Result<std::string> source = readFile(path);
  EXPECT_TRUE(source) << path;
  Result<Module> module = readKernels(parser, *source, path);
  EXPECT_TRUE(module) << (module ? "" : module.error().message);
  return std::move(*module);
}

FillRule range(double low, double high) { return {Filling::range, low, high}; }
FillRule value(double x) { return range(x, x); }

struct Example {
  const char *file;
  int kernel;
  LaunchInput input;
};

const FillRule kAny = range(-4, 4), kZeros = {Filling::zeros}, kEdges = {Filling::edges};

std::vector<Example> examples() {
  std::vector<int32_t> none;
  return {
      {"bitonic", 0, {{16}, {{{16}, {range(-50, 50)}}, {none, {value(2)}}, {none, {value(4)}}}}},
      {"bitonic", 0, {{16}, {{{16}, {kEdges}}, {none, {value(1)}}, {none, {value(2)}}}}},
      {"convolution", 0, {{7, 9}, {{{7, 9}, {range(0, 255)}}, {none, {range(-0.5, 0.5)}}, {{7, 9}, {kZeros}}}}},
      {"heat2d", 0, {{6, 37}, {{{6, 37}, {kAny}}, {{6, 37}, {kZeros}}}}},
      {"histogram",
       0,
       {{50}, {{{50}, {range(-1, 1)}}, {none, {value(-1)}}, {none, {value(1)}}, {{8}, {kZeros}}, {{50}, {kZeros}}}}},
      {"jacobi",
       0,
       {{9}, {{{9, 9}, {range(1, 2)}}, {{9}, {kAny}}, {{9}, {kAny}}, {{9}, {kZeros}}, {{1}, {kZeros}}}}},
      {"matvec", 0, {{5}, {{{5, 4}, {kAny}}, {{4}, {kAny}}, {{5}, {kZeros}}, {none, {kAny}}}}},
      {"particles", 0, {{20}, {{{20}, {kAny}}, {{1}, {kZeros}}, {none, {value(0.01)}}}}},
      {"prefix", 0, {{4}, {{{53}, {range(-9, 9)}}, {{53}, {kZeros}}, {{4}, {kZeros}}}}},
      {"quadrature", 0, {{12}, {{none, {value(10)}}, {none, {value(0.5)}}, {{12}, {kZeros}}}}},
      {"quadrature", 1, {{64}, {{{64}, {kZeros}}}}},
      {"random_walk", 0, {{40}, {{none, {value(42)}}, {none, {value(100)}}, {none, {value(5)}}, {{40}, {kZeros}}}}},
      {"saxpy", 0, {{100}, {{none, {value(1.5)}}, {{90}, {kAny}}, {{100}, {kAny}}}}},
      {"saxpy", 0, {{64}, {{none, {value(1.5)}}, {{64}, {kEdges}}, {{64}, {kEdges}}}}},
      {"saxpy", 0, {{0}, {{none, {value(1.5)}}, {{0}, {kAny}}, {{0}, {kAny}}}}},
  };
}

TEST(KernelExamples, CompiledFormsAgreeWithTheInterpreter) {
  for (Example example : examples()) {
    SCOPED_TRACE(std::string(example.file) + " " + std::to_string(example.kernel));
    Module module = readExample(example.file);
    const Function &kernel = module.kernels[size_t(example.kernel)];
    for (uint64_t seed : {1U, 2U, 3U}) {
      example.input.seed = seed;
      Result<std::vector<Buffer>> buffers = makeBuffers(Layout(module), kernel, example.input);
      ASSERT_TRUE(buffers) << buffers.error().message;
      expectAgreement(module, example.kernel, {example.input.dims}, byParameter(kernel), *buffers);
    }
  }
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
