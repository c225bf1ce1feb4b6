// Kernels read from Python, compiled, and run: all forms do what the interpreter says, bit by bit.

#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_lower/agreement_test.h"
#include "mlir_rl/kernel_run/example_inputs_test.h"
#include "tests/kernels/example_kernels.h"
#include "tests/kernels/random_trials.h"

namespace mlir_rl::kernel::testing {
namespace {

/// Of a file in tests/kernels/compiled.
Module readFolder(const std::string &name) {
  std::string path = std::string(MLIR_RL_SOURCE_DIR) + "/tests/kernels/compiled/" + name + ".py";
  Result<std::string> source = readFile(path);
  EXPECT_TRUE(source) << path;
  return readModule(source.value_or(""), path);
}

FillRule range(double low, double high) { return {Filling::range, low, high}; }
const FillRule kAny = range(-4, 4), kZeros = {Filling::zeros};

void expectKernelAgrees(const Module &module, int number, LaunchInput input) {
  const Function &kernel = module.kernels[size_t(number)];
  SCOPED_TRACE(kernel.name);
  Result<Compiled> compiled = compiler().compile(module, number);
  ASSERT_TRUE(compiled) << compiled.error().message;
  for (uint64_t seed : {1U, 2U, 3U}) {
    input.seed = seed;
    Result<std::vector<Buffer>> buffers = makeBuffers(Layout(module), kernel, input);
    ASSERT_TRUE(buffers) << buffers.error().message;
    expectAgreement(*compiled, {input.dims}, byParameter(kernel), *buffers,
                    interpreted(module, number, {input.dims}, byParameter(kernel), *buffers));
  }
}

TEST(CompiledKernels, ExamplesAgreeWithTheInterpreter) {
  for (const ExampleInput &example : exampleInputs())
    expectKernelAgrees(exampleKernels().at(example.kernel), 0, example.input);
}

void expectRandomKernelsAgree(uint64_t from, uint64_t count) {
  for (uint64_t seed = from; seed < from + count; ++seed) {
    Trial trial = randomTrial(seed);
    std::optional<std::vector<Buffer>> expected = interpreted(trial);
    if (!expected) continue;
    SCOPED_TRACE(printModule(trial.module));
    Result<Compiled> compiled = compiler().compile(trial.module, 0);
    ASSERT_TRUE(compiled) << compiled.error().message;
    expectAgreement(*compiled, {trial.dims}, byParameter(trial.module.kernels[0]), trial.buffers, *expected);
  }
}

TEST(CompiledKernels, RandomOnesAgreeWithTheInterpreter) { expectRandomKernelsAgree(0, 40); }

class RandomCompiledKernelsSlow : public ::testing::TestWithParam<uint64_t> {};
TEST_P(RandomCompiledKernelsSlow, AgreeWithTheInterpreter) { expectRandomKernelsAgree(1000 * (GetParam() + 1), 500); }
INSTANTIATE_TEST_SUITE_P(Seeds, RandomCompiledKernelsSlow, ::testing::Range<uint64_t>(0, 4));

TEST(CompiledKernels, ControlFlowAgreesWithTheInterpreter) {
  Module module = readFolder("control");
  LaunchInput input = {{12}, {{{12}, {range(0, 9)}}, {{12}, {range(-2, 2)}}, {{16}, {kZeros}}, {{12}, {kZeros}}}};
  for (size_t i = 0; i < module.kernels.size(); ++i) expectKernelAgrees(module, int(i), input);
}

TEST(CompiledKernels, AtomicsAndWidthsAgreeWithTheInterpreter) {
  Module module = readFolder("atomics");
  LaunchInput input = {{20},
                       {{{20}, {range(0, 3)}},
                        {{20}, {{Filling::sorted, -50, 50}}},
                        {{20}, {range(0, 50)}},
                        {{20}, {kAny}},
                        {{4, 4}, {kAny}},
                        {{4}, {kAny}},
                        {{4}, {kAny}},
                        {{20}, {kZeros}}}};
  for (size_t i = 0; i < module.kernels.size(); ++i) expectKernelAgrees(module, int(i), input);
}

/// n, the parts of world, grid, f.
std::vector<Buffer> memoryBuffers(const Module &module, uint64_t seed) {
  Layout layout(module);
  auto make = [&](const Type &element, std::vector<int32_t> shape, const FillRule &rule) {
    Buffer buffer = makeBuffer(layout, element, std::move(shape));
    fill(buffer, rule, seed++);
    return buffer;
  };
  Type inner = structType(0), cell = structType(1);
  return {make(kI32, {3}, range(0, 2)), make(kF32, {1}, kAny),    make(cell, {4}, kAny),      make(inner, {1}, kAny),
          make(kF32, {3, 3}, kAny),     make(cell, {3, 3}, kAny), make(kF32, {3, 3, 3}, kAny)};
}

std::vector<Argument> memoryArguments(const Module &module, std::vector<Buffer> &buffers) {
  const Type &world = module.kernels[0].variables[1].type;
  std::vector<Argument> fields = {{buffers[1].element, buffers[1].bytes},
                                  arrayArgument(buffers[2]),
                                  {buffers[3].element, buffers[3].bytes},
                                  arrayArgument(buffers[4])};
  return {arrayArgument(buffers[0]), structArgument(Layout(module), world.structure, fields), arrayArgument(buffers[5]),
          arrayArgument(buffers[6])};
}

TEST(CompiledKernels, MemoryAgreesWithTheInterpreter) {
  Module module = readFolder("memory");
  Bind bind = [&](std::vector<Buffer> &buffers) { return memoryArguments(module, buffers); };
  for (size_t i = 0; i < module.kernels.size(); ++i) {
    SCOPED_TRACE(module.kernels[i].name);
    for (uint64_t seed : {10U, 20U, 30U}) expectAgreement(module, int(i), {{3, 3}}, bind, memoryBuffers(module, seed));
  }
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
