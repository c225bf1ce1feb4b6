#include "mlir_rl/kernel_warp/warp_run.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_run/example_inputs_test.h"
#include "mlir_rl/kernel_run/meaning_cases_test.h"
#include "mlir_rl/kernel_warp/testing_test.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl::kernel::testing {
namespace {

/// Tests that run kernels are skipped where there is no Warp, or another one than they know.
class WarpRun : public ::testing::Test {
 protected:
  void SetUp() override {
    Status started = warpRunner().start();
    if (!started) GTEST_SKIP() << started.error().message;
    if (warpRunner().version().rfind("1.19.", 0) != 0) GTEST_SKIP() << "Warp is " << warpRunner().version();
  }
};
using WarpRunSlow = WarpRun;

std::string readSource(const std::string &path) {
  Result<std::string> source = readFile(sourcePath(path));
  EXPECT_TRUE(source) << path;
  return source.value_or("");
}

Comparison compared(const std::string &source, const Code &code, const Function &kernel,
                    const std::vector<int32_t> &dims, const std::vector<Buffer> &buffers) {
  Result<std::vector<Buffer>> warp = warpRunner().run({source, kernel.name, dims}, buffers);
  EXPECT_TRUE(warp) << kernel.name << ": " << warp.error().message;
  return warp ? compareWithWarp(interpreted(code, kernel, dims, buffers), *warp) : Comparison{};
}

std::string textOf(const Comparison &comparison) {
  return comparison.difference
             ? "buffer " + std::to_string(comparison.buffer) + ", " + differenceText(*comparison.difference)
             : "same";
}

TEST_F(WarpRun, ExamplesGiveTheBitsOfTheInterpreter) {
  size_t kernels = 0;
  for (const auto &entry : std::filesystem::directory_iterator(sourcePath("examples/kernels"))) {
    std::string source = *readFile(entry.path().string());
    Module module = moduleOf(source);
    Code code = *compileModule(module);
    for (const ExampleInput &example : exampleInputs())
      for (const Function &kernel : module.kernels) {
        if (kernel.name != example.kernel) continue;
        std::vector<Buffer> buffers = *makeBuffers(Layout(module), kernel, example.input);
        Comparison comparison = compared(source, code, kernel, example.input.dims, buffers);
        EXPECT_EQ(comparison.closeness, Closeness::same) << kernel.name << ": " << textOf(comparison);
        ++kernels;
      }
  }
  EXPECT_EQ(kernels, exampleInputs().size());
}

/// Each field of a struct that holds an array is a buffer.
TEST_F(WarpRun, StructsThatHoldArraysAreGivenByTheirFields) {
  std::string source = readSource("examples/kernels/volume.py");
  Module module = moduleOf(source);
  Code code = *compileModule(module);
  Layout layout(module);
  Type vec = vectorType(3, Scalar::f32), mat = matrixType(3, 3, Scalar::f32);
  std::vector<int32_t> dims = {2, 3, 2, 3};
  std::vector<Buffer> buffers = {makeBuffer(layout, kF32, dims), makeBuffer(layout, mat, {1}),
                                 makeBuffer(layout, vec, {1}), makeBuffer(layout, scalarType(Scalar::u64), {2}),
                                 makeBuffer(layout, vec, dims)};
  for (size_t i = 0; i < 3; ++i) fill(buffers[i], {}, i);
  Result<std::vector<Buffer>> warp = warpRunner().run({source, "gather", dims}, buffers);
  ASSERT_TRUE(warp) << warp.error().message;
  std::vector<Argument> fields = {arrayArgument(buffers[0]), {mat, buffers[1].bytes}, {vec, buffers[2].bytes}};
  Argument grid = structArgument(layout, 0, fields);
  Result<Outcome> outcome =
      run(code, 0, {dims}, std::vector<Argument>{grid, arrayArgument(buffers[3]), arrayArgument(buffers[4])});
  ASSERT_TRUE(outcome && !outcome->fault);
  EXPECT_EQ(compareWithWarp(buffers, *warp).closeness, Closeness::same) << textOf(compareWithWarp(buffers, *warp));
}

std::vector<Buffer> numbersFor(const Function &kernel, const Module &module, std::vector<int32_t> &dims) {
  LaunchInput input = {{4}, {filled({64}, 0, 80), filled({64}, -1, 1)}, 7};
  if (kernel.name == "views") input = {{2, 3}, {filled({2, 3}, 0, 9), filled({2, 3}, -1, 1), filled({3}, -1, 1)}, 7};
  dims = input.dims;
  return *makeBuffers(Layout(module), kernel, input);
}

/// What statements mean; kernels in which Warp differs are known to do so.
TEST_F(WarpRun, StatementsMeanTheSameUnlessItIsSaid) {
  std::string source = readSource("mlir_rl/kernel_python/testing/meanings.py");
  Module module = moduleOf(source);
  Code code = *compileModule(module);
  std::vector<std::string> differing;
  for (const Function &kernel : module.kernels) {
    std::vector<int32_t> dims;
    std::vector<Buffer> buffers = numbersFor(kernel, module, dims);
    if (compared(source, code, kernel, dims, buffers).closeness != Closeness::same) differing.push_back(kernel.name);
  }
  EXPECT_EQ(differing, (std::vector<std::string>{"copies", "draws", "functions", "atomics"}));
}

/// Every difference that whereWarpDiffers knows of and that is not one of rounding.
TEST_F(WarpRun, DifferencesAreAsTheyAreDescribed) {
  std::string source = readSource("mlir_rl/kernel_warp/testing/differences.py");
  Module module = moduleOf(source);
  Code code = *compileModule(module);
  for (const Function &kernel : module.kernels) {
    std::vector<int32_t> dims;
    std::vector<Buffer> buffers = numbersFor(kernel, module, dims);
    EXPECT_EQ(compared(source, code, kernel, dims, buffers).closeness, Closeness::different) << kernel.name;
    Module alone = {module.constants, module.structs, module.functions, {kernel}};
    EXPECT_EQ(whereWarpDiffers(alone).size(), 1U) << kernel.name;
  }
  EXPECT_GE(module.kernels.size(), 12U);
}

/// The kernels of many cases in one module, so that Warp compiles once.
struct Cases {
  Module module;
  std::vector<const Case *> cases;
  std::vector<std::vector<Buffer>> buffers;

  void add(const Case &test, Evaluation evaluation) {
    evaluation.module.kernels[0].name = "kernel" + std::to_string(cases.size());
    module.kernels.push_back(std::move(evaluation.module.kernels[0]));
    cases.push_back(&test);
    buffers.push_back(std::move(evaluation.buffers));
  }
};

/// Those whose types Warp takes; of the others the row's name and the scalar's.
std::vector<Cases> casesInModules(size_t kernels, std::set<std::string> &refused) {
  std::vector<Cases> all(1);
  for (const Case &test : cases())
    for (Scalar scalar : test.scalars) {
      Evaluation evaluation = evaluationOf(test, scalar);
      if (!warpRunner().texts(printModule(evaluation.module), evaluation.module.kernels[0].name, false)) {
        refused.insert(std::string(rowOf(test.row).name) + " " + scalarName(scalar));
        continue;
      }
      if (all.back().cases.size() == kernels) all.emplace_back();
      all.back().add(test, std::move(evaluation));
    }
  return all;
}

void expectCase(const Cases &some, size_t i, const std::string &source, const Code &code, std::vector<Buffer> buffers) {
  const Function &kernel = some.module.kernels[i];
  std::vector<Buffer> expected = buffers;
  std::vector<Argument> arguments = argumentsOf(kernel, expected);
  Result<Outcome> outcome = run(code, int(i), {{1}}, arguments);
  ASSERT_TRUE(outcome);
  if (outcome->fault) return;
  Result<std::vector<Buffer>> warp = warpRunner().run({source, kernel.name, {1}}, std::move(buffers));
  ASSERT_TRUE(warp) << warp.error().message;
  Comparison comparison = compareWithWarp(expected, *warp);
  bool known = !whereWarpDiffers({{}, {}, {}, {kernel}}).empty();
  EXPECT_TRUE(comparison.closeness == Closeness::same || known)
      << printFunction(kernel, some.module, true) << textOf(comparison);
}

/// Rows of the table of builtins, on the operands of their cases, special values and drawn ones.
TEST_F(WarpRunSlow, RowsGiveTheBitsOfTheInterpreterUnlessItIsSaid) {
  std::set<std::string> refused;
  for (const Cases &some : casesInModules(50, refused)) {
    std::string source = printModule(some.module);
    Result<Code> code = compileModule(some.module);
    ASSERT_TRUE(code);
    for (size_t i = 0; i < some.cases.size(); ++i) {
      expectCase(some, i, source, *code, some.buffers[i]);
      for (uint64_t seed = 0; seed < 40; ++seed) {
        std::vector<Buffer> buffers = some.buffers[i];
        redraw(*some.cases[i], buffers, seed);
        expectCase(some, i, source, *code, std::move(buffers));
      }
    }
  }
  std::set<std::string> known = {"transpose bool", "get_diag bool"};
  for (const char *row : {"isfinite", "isnan", "isinf"})
    for (Scalar scalar : kInts) known.insert(std::string(row) + " " + scalarName(scalar));
  EXPECT_EQ(refused, known);
}

TEST_F(WarpRun, TextsAreLabelledAndHaveNothingOfThisMachine) {
  std::string source = readSource("examples/kernels/quadrature.py");
  std::string label = "// Made by NVIDIA Warp " + warpRunner().version() + ".\n";
  for (bool backward : {false, true}) {
    Result<WarpTexts> texts = warpRunner().texts(source, "midpoint", backward);
    ASSERT_TRUE(texts) << texts.error().message;
    EXPECT_NE(texts->cpp.find("midpoint_cpu_forward("), std::string::npos) << texts->cpp;
    EXPECT_NE(texts->cuda.find("__global__ void midpoint_cuda_kernel_forward("), std::string::npos) << texts->cuda;
    for (const std::string &text : {texts->cpp, texts->cuda}) {
      EXPECT_EQ(text.rfind(label, 0), 0U);
      EXPECT_EQ(text.find("midpoint_cpu_backward(") != std::string::npos ||
                    text.find("midpoint_cuda_kernel_backward(") != std::string::npos,
                backward);
      EXPECT_EQ(text.find("mlir-rl-warp"), std::string::npos) << text;
    }
  }
}

TEST_F(WarpRun, ARefusedTextHasAReasonWithoutPlaces) {
  std::string source = "import warp as wp\n@wp.kernel\ndef k(n: wp.array(dtype=int)):\n    x = wp.isfinite(n[0])\n";
  Result<WarpTexts> texts = warpRunner().texts(source, "k", false);
  ASSERT_FALSE(texts);
  EXPECT_EQ(texts.error().kind, ErrorKind::usage);
  EXPECT_EQ(texts.error().message, "Warp " + warpRunner().version() +
                                       " does not take it: Couldn't find function overload for 'isfinite' that matched "
                                       "inputs with types: [int32]");
}

/// Texts are forgotten, as a set has more of them than memory holds.
TEST_F(WarpRun, ATextIsTheSameAfterManyOthers) {
  std::string source = readSource("examples/kernels/quadrature.py");  // has functions, which Warp numbers
  TemporaryFolder parent;
  WarpRunner runner(warpPlace(), parent.path());
  Result<WarpTexts> before = runner.texts(source, "midpoint", false);
  for (int i = 0; i < 40; ++i) ASSERT_TRUE(runner.texts(source + "# " + std::to_string(i) + "\n", "midpoint", false));
  Result<WarpTexts> after = runner.texts(source, "midpoint", false);
  ASSERT_TRUE(before && after);
  EXPECT_EQ(before->cpp, after->cpp);
  EXPECT_EQ(before->cuda, after->cuda);
  auto isText = [](const auto &entry) { return entry.path().extension() == ".py"; };
  std::filesystem::recursive_directory_iterator files(parent.path());
  EXPECT_LT(std::count_if(begin(files), end(files), isText), 40) << "in a folder within the one given";
}

TEST_F(WarpRun, WhatIsNotForItIsAnAnswerAndTheNextLaunchRuns) {
  std::string source = readSource("examples/kernels/saxpy.py");
  std::vector<Buffer> buffers = {numbers(kF32, {1}, {2}), numbers(kF32, {2}, {1, 2}), numbers(kF32, {2}, {3, 4})};
  std::string refused = "import warp as wp\n@wp.kernel\ndef k(n: int):\n    x = n + 1.0\n";
  for (const TextLaunch &launch :
       {TextLaunch{"def f(:", "saxpy", {2}}, TextLaunch{source, "other", {2}}, TextLaunch{refused, "k", {2}}}) {
    Result<std::vector<Buffer>> warp = warpRunner().run(launch, {buffers[0]});
    ASSERT_FALSE(warp);
    EXPECT_EQ(warp.error().kind, ErrorKind::usage) << warp.error().message;
  }
  EXPECT_FALSE(warpRunner().run({source, "saxpy", {2}}, {buffers[0], buffers[1]}));
  EXPECT_FALSE(
      warpRunner().run({source, "saxpy", {2}}, {buffers[0], buffers[1], numbers(scalarType(Scalar::i8), {1})}));
  Result<std::vector<Buffer>> warp = warpRunner().run({source, "saxpy", {2}}, buffers);
  ASSERT_TRUE(warp) << warp.error().message;
  EXPECT_EQ(contents((*warp)[2]), (std::vector<double>{5, 8}));
}

TEST(WarpRunner, SaysWhatTheMachineLacks) {
  namespace fs = std::filesystem;
  std::string python = ::testing::TempDir() + "python-without-packages-" + std::to_string(getpid());
  ASSERT_TRUE(writeFile(python, "#!/bin/sh\nexec python3 -S \"$@\"\n"));
  fs::permissions(python, fs::perms::owner_all);
  PythonPlace place = {.python = python, .script = warpPlace().script};
  Status started = WarpRunner(place).start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().kind, ErrorKind::environment);
  EXPECT_NE(started.error().message.find("pip install warp-lang"), std::string::npos) << started.error().message;
  place.script = "/nowhere/warp_worker.py";
  started = WarpRunner(place).start();
  ASSERT_FALSE(started);
  EXPECT_NE(started.error().message.find("/nowhere/warp_worker.py is missing"), std::string::npos);
  fs::remove(python);
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
