#include "mlir_rl/kernel_python/python_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_front/testing_test.h"
#include "mlir_rl/kernel_run/compile.h"
#include "mlir_rl/kernel_run/example_inputs_test.h"
#include "mlir_rl/kernel_run/meaning_cases_test.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel::testing {
namespace {

std::string sourcePath(const std::string &path) { return std::string(MLIR_RL_SOURCE_DIR) + "/" + path; }

/// One process for all tests.
PythonRunner &runner() {
  static PythonRunner one({.script = sourcePath("python/kernels/run.py")});
  return one;
}

/// Tests that run kernels are skipped where there is no NumPy.
class PythonRun : public ::testing::Test {
 protected:
  void SetUp() override {
    Status started = runner().start();
    if (!started) GTEST_SKIP() << started.error().message;
  }
};

std::string readSource(const std::string &path) {
  Result<std::string> source = readFile(sourcePath(path));
  EXPECT_TRUE(source) << path;
  return source.value_or("");
}

Module moduleOf(const std::string &source) {
  Result<Module> module = readKernels(testParser(), source, "test.py");
  EXPECT_TRUE(module) << module.error().message;
  return module.value_or(Module{});
}

int kernelNamed(const Module &module, const std::string &name) {
  for (size_t i = 0; i < module.kernels.size(); ++i)
    if (module.kernels[i].name == name) return int(i);
  ADD_FAILURE() << "no kernel " << name;
  return 0;
}

/// What the interpreter writes into the buffers, or the fault it ends with.
std::optional<Fault> interpret(const Module &module, int kernel, const std::vector<int32_t> &dims,
                               const std::vector<Argument> &arguments) {
  Result<Code> code = compileModule(module);
  EXPECT_TRUE(code) << code.error().message;
  Result<Outcome> outcome = run(*code, kernel, {dims}, arguments);
  EXPECT_TRUE(outcome) << outcome.error().message;
  return outcome ? outcome->fault : std::nullopt;
}

void expectEqual(const std::vector<Buffer> &expected, const std::vector<Buffer> &actual) {
  ASSERT_EQ(expected.size(), actual.size());
  for (size_t i = 0; i < expected.size(); ++i) {
    std::optional<Difference> difference = firstDifference(expected[i], actual[i]);
    EXPECT_FALSE(difference) << "buffer " << i << ", " << differenceText(*difference);
  }
}

/// Both oracles on the same buffers: equal bits, or the same rule broken in the same line. Whether there was a fault.
bool expectAgreement(const std::string &source, const Module &module, int kernel, const std::vector<int32_t> &dims,
                     std::vector<Buffer> buffers) {
  const Function &function = module.kernels[size_t(kernel)];
  Result<std::vector<Buffer>> python = runner().run({source, function.name, dims}, buffers);
  std::optional<Fault> fault = interpret(module, kernel, dims, argumentsOf(function, buffers));
  EXPECT_EQ(python.has_value(), !fault) << (fault ? faultText(*fault) : python.error().message);
  if (python && !fault) expectEqual(buffers, *python);
  if (!python && fault) {
    EXPECT_EQ(python.error().kind, ErrorKind::failed);
    EXPECT_NE(python.error().message.find(ruleWords(fault->rule)), std::string::npos)
        << python.error().message << ", but " << faultText(*fault);
  }
  return fault.has_value();
}

bool expectAgreement(const std::string &source, const Module &module, const ExampleInput &example) {
  int kernel = kernelNamed(module, example.kernel);
  const Function &function = module.kernels[size_t(kernel)];
  Result<std::vector<Buffer>> buffers = makeBuffers(Layout(module), function, example.input);
  EXPECT_TRUE(buffers) << buffers.error().message;
  return buffers && expectAgreement(source, module, kernel, example.input.dims, std::move(*buffers));
}

TEST_F(PythonRun, ExamplesGiveTheBitsOfTheInterpreter) {
  size_t kernels = 0;
  for (const auto &entry : std::filesystem::directory_iterator(sourcePath("examples/kernels"))) {
    std::string source = *readFile(entry.path().string());
    Module module = moduleOf(source);
    for (const ExampleInput &example : exampleInputs()) {
      auto named = [&](const Function &kernel) { return kernel.name == example.kernel; };
      if (std::none_of(module.kernels.begin(), module.kernels.end(), named)) continue;
      SCOPED_TRACE(example.kernel);
      EXPECT_FALSE(expectAgreement(source, module, example));
      EXPECT_FALSE(expectAgreement(printModule(module), module, example));
      ++kernels;
    }
  }
  EXPECT_EQ(kernels, exampleInputs().size());
}

/// Each field of a struct that holds an array is a buffer.
TEST_F(PythonRun, StructsThatHoldArraysAreGivenByTheirFields) {
  std::string source = readSource("examples/kernels/volume.py");
  Module module = moduleOf(source);
  Layout layout(module);
  Type vec = vectorType(3, Scalar::f32), mat = matrixType(3, 3, Scalar::f32);
  std::vector<Buffer> buffers = {makeBuffer(layout, kF32, {2, 3, 2, 3}), makeBuffer(layout, mat, {1}),
                                 makeBuffer(layout, vec, {1}), makeBuffer(layout, scalarType(Scalar::u64), {2}),
                                 makeBuffer(layout, vec, {2, 3, 2, 3})};
  for (size_t i = 0; i < 3; ++i) fill(buffers[i], {}, i);
  Result<std::vector<Buffer>> python = runner().run({source, "gather", {2, 3, 2, 3}}, buffers);
  ASSERT_TRUE(python) << python.error().message;
  std::vector<Argument> fields = {arrayArgument(buffers[0]), {mat, buffers[1].bytes}, {vec, buffers[2].bytes}};
  Argument grid = structArgument(layout, 0, fields);
  EXPECT_FALSE(
      interpret(module, 0, {2, 3, 2, 3}, {grid, arrayArgument(buffers[3]), arrayArgument(buffers[4])}).has_value());
  expectEqual(buffers, *python);
}

TEST_F(PythonRun, StatementsMeanTheSameToBoth) {
  std::string source = readSource("mlir_rl/kernel_python/testing/meanings.py");
  Module module = moduleOf(source);
  ParameterInput numbers = filled({64}, -1, 1);
  for (const Function &kernel : module.kernels)
    for (uint64_t seed = 0; seed < 4; ++seed) {
      SCOPED_TRACE(kernel.name);
      ExampleInput example = {kernel.name.c_str(), {{4}, {filled({64}, 0, 80), numbers}, seed}};
      if (kernel.name == "views")
        example.input = {{2, 3}, {filled({2, 3}, 0, 9), filled({2, 3}, -1, 1), filled({3}, -1, 1)}, seed};
      EXPECT_FALSE(expectAgreement(source, module, example));
    }
  EXPECT_GE(module.kernels.size(), 9U);
}

/// Thread 2 breaks the rule, in the line that the file marks.
TEST_F(PythonRun, FaultsAreTheSameToBoth) {
  std::string source = readSource("mlir_rl/kernel_python/testing/faults.py");
  Module module = moduleOf(source);
  for (size_t i = 0; i < module.kernels.size(); ++i) {
    SCOPED_TRACE(module.kernels[i].name);
    std::vector<Buffer> buffers = {makeBuffer(Layout(module), kI32, {4})};
    EXPECT_TRUE(expectAgreement(source, module, int(i), {4}, buffers));
    std::optional<Fault> fault = interpret(module, int(i), {4}, {arrayArgument(buffers[0])});
    EXPECT_EQ(fault->thread[0], 2);
    Result<std::vector<Buffer>> python = runner().run({source, module.kernels[i].name, {4}}, buffers);
    EXPECT_EQ(python.error().message.rfind("line " + std::to_string(fault->place.line) + ": ", 0), 0U)
        << python.error().message;
  }
  EXPECT_GE(module.kernels.size(), 13U);
}

/// On the operands of the cases worked out by hand, and on others.
TEST_F(PythonRun, RowsGiveTheBitsOfTheInterpreter) {
  for (const Case &test : cases())
    for (Scalar scalar : test.scalars) {
      auto [module, buffers] = evaluationOf(test, scalar);
      std::string source = printModule(module);
      SCOPED_TRACE(source + "case " + std::to_string(&test - cases().data()));
      EXPECT_FALSE(expectAgreement(source, module, 0, {1}, buffers));
      // Of floats more: the order of operations shows in few of all bits.
      for (uint64_t seed = 0; seed < (isFloat(scalar) ? 8U : 3U); ++seed) {
        redraw(test, buffers, seed);
        expectAgreement(source, module, 0, {1}, buffers);
      }
    }
}

TEST_F(PythonRun, EveryByteOfABoolThatIsNotZeroIsTrue) {
  std::string source =
      "import warp as wp\n@wp.kernel\ndef k(flags: wp.array(dtype=bool), out: wp.array(dtype=int)):\n"
      "    i = wp.tid()\n    out[i] = int(flags[i]) + int(flags[i] == (i > 0))\n";
  std::vector<Buffer> buffers = {numbers(kBool, {3}), numbers(kI32, {3})};
  for (size_t i = 0; i < 3; ++i) buffers[0].bytes[i] = std::byte(127 * i);
  EXPECT_FALSE(expectAgreement(source, moduleOf(source), 0, {3}, buffers));
}

TEST_F(PythonRun, WhatIsNotForItIsAnAnswerAndTheNextLaunchRuns) {
  std::string source = readSource("examples/kernels/saxpy.py");
  std::vector<Buffer> buffers = {numbers(kF32, {1}, {2}), numbers(kF32, {2}, {1, 2}), numbers(kF32, {2}, {3, 4})};
  for (const TextLaunch &launch : {TextLaunch{"def f(:", "saxpy", {2}}, TextLaunch{source, "other", {2}}}) {
    Result<std::vector<Buffer>> python = runner().run(launch, buffers);
    ASSERT_FALSE(python);
    EXPECT_EQ(python.error().kind, ErrorKind::usage) << python.error().message;
  }
  EXPECT_FALSE(runner().run({source, "saxpy", {2}}, {buffers[0], buffers[1]}));
  EXPECT_FALSE(runner().run({source, "saxpy", {2}}, {buffers[0], buffers[1], numbers(kI32, {1})}));
  Result<std::vector<Buffer>> python = runner().run({source, "saxpy", {2}}, buffers);
  ASSERT_TRUE(python) << python.error().message;
  EXPECT_EQ(contents((*python)[2]), (std::vector<double>{5, 8}));
}

TEST_F(PythonRun, AKernelThatDoesNotStopIsGivenUp) {
  std::string source = "import warp as wp\n@wp.kernel\ndef k(n: int):\n    while n == n:\n        pass\n";
  PythonRunner own({.script = sourcePath("python/kernels/run.py")});
  ASSERT_TRUE(own.start());
  std::vector<Buffer> buffers = {numbers(kI32, {1})};
  Result<std::vector<Buffer>> python = own.run({source, "k", {1}}, buffers, 0.2);
  ASSERT_FALSE(python);
  EXPECT_EQ(python.error().kind, ErrorKind::failed) << python.error().message;
  EXPECT_TRUE(own.run({source, "k", {0}}, buffers)) << "a new process";
}

TEST(PythonRunner, SaysWhatTheMachineLacks) {
  namespace fs = std::filesystem;
  fs::path folder = fs::path(::testing::TempDir()) / "kernels-without-numpy";
  fs::create_directories(folder);
  fs::copy_file(sourcePath("python/kernels/run.py"), folder / "run.py", fs::copy_options::overwrite_existing);
  ASSERT_TRUE(writeFile((folder / "numpy.py").string(), "raise ImportError\n"));
  Status started = PythonRunner({.script = (folder / "run.py").string()}).start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().kind, ErrorKind::environment);
  EXPECT_NE(started.error().message.find("python3-numpy"), std::string::npos) << started.error().message;
  started = PythonRunner({.script = "/nowhere/run.py"}).start();
  ASSERT_FALSE(started);
  EXPECT_NE(started.error().message.find("/nowhere/run.py is missing"), std::string::npos);
  fs::remove_all(folder);
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
