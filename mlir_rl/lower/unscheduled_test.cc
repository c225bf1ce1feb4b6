// Raw programs from benchmarks/ through the unscheduled pipeline, run, and compared with plain loops.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <optional>

#include "mlir_rl/lower/load.h"
#include "mlir_rl/lower/lower.h"
#include "mlir_rl/lower/testing_test.h"
#include "mlir_rl/program/prepare.h"

namespace mlir_rl {
namespace {

using testing::Caller;

Result<Artifact> lowerBenchmark(const std::string &file, const std::string &pipeline = "O3") {
  Program program = testing::rawBenchmark(file);
  LowerOptions options;
  options.scheduled = false;
  options.llvmPipeline = pipeline;
  return lower(program, options);
}

// Compiles and runs with inputs that depend on the argument only.
std::optional<Caller> run(const std::string &file, const std::string &pipeline = "O3") {
  auto artifact = lowerBenchmark(file, pipeline);
  EXPECT_TRUE(artifact) << artifact.error().message;
  if (!artifact) return std::nullopt;
  auto code = load(*artifact);
  EXPECT_TRUE(code) << code.error().message;
  if (!code) return std::nullopt;
  Caller caller(*artifact);
  for (size_t i = 0; i < artifact->arguments.size(); ++i)
    if (!artifact->arguments[i].isOutput) caller.fill(i, i + 1);
  caller.call(code->address());
  return caller;
}

TEST(Unscheduled, Matmul) {
  std::optional<Caller> caller = run("ops/matmul_512.mlir");
  ASSERT_TRUE(caller);
  const float *a = caller->data<float>(0), *b = caller->data<float>(1), *c = caller->data<float>(2);
  for (int i = 0; i < 512; i += 37)
    for (int j = 0; j < 512; j += 3) {
      double sum = 0;
      for (int k = 0; k < 512; ++k) sum += double{a[i * 512 + k]} * b[k * 512 + j];
      ASSERT_NEAR(c[i * 512 + j], sum, 1e-3) << i << ", " << j;
    }
}

double convolved(const float *image, const float *filters, int f, int y, int x) {
  double sum = 0;
  for (int c = 0; c < 64; ++c)
    for (int v = -1; v <= 1; ++v)
      for (int u = -1; u <= 1; ++u) {
        bool outside = y + v < 0 || y + v >= 56 || x + u < 0 || x + u >= 56;
        double pixel = outside ? 0 : image[(c * 56 + y + v) * 56 + x + u];
        sum += pixel * filters[((f * 64 + c) * 3 + v + 1) * 3 + u + 1];
      }
  return sum;
}

TEST(Unscheduled, PaddedConvolution) {
  std::optional<Caller> caller = run("ops/conv_56_64_3x3.mlir");
  ASSERT_TRUE(caller);
  for (int f = 0; f < 64; f += 9)
    for (int y = 0; y < 56; y += 5)
      for (int x = 0; x < 56; x += 5)
        ASSERT_NEAR(caller->data<float>(2)[(f * 56 + y) * 56 + x],
                    convolved(caller->data<float>(0), caller->data<float>(1), f, y, x), 1e-3);
}

TEST(Unscheduled, Softmax) {
  std::optional<Caller> caller = run("ops/softmax_attn.mlir");
  ASSERT_TRUE(caller);
  for (int row = 0; row < 12 * 128; ++row) {
    const float *x = caller->data<float>(0) + row * 128, *y = caller->data<float>(1) + row * 128;
    double sum = 0;
    for (int i = 0; i < 128; ++i) sum += std::exp(double{x[i]});
    for (int i = 0; i < 128; ++i) ASSERT_NEAR(y[i], std::exp(double{x[i]}) / sum, 1e-6);
  }
}

TEST(Unscheduled, WholeNetworkIsTheSameUnderEveryOptimiser) {
  std::optional<Caller> plain = run("nets/encoder_small.mlir", "O0"), best = run("nets/encoder_small.mlir", "O3");
  ASSERT_TRUE(plain && best);
  float spread = 0;
  for (int i = 0; i < best->size(1); ++i) {
    ASSERT_NEAR(plain->data<float>(1)[i], best->data<float>(1)[i], 1e-4);
    spread = std::max(spread, std::abs(best->data<float>(1)[i]));
  }
  EXPECT_GT(spread, 0.5);  // layer norm at the end: no output of zeros
}

// main = helper(helper(a)) twice over; @other is public, returns a new buffer, and is nobody's concern.
const char *const kManyFunctions = R"(
  func.func @main(%a: tensor<64x64xf32>) -> (tensor<64x64xf32>, tensor<64x64xf32>) {
    %0 = call @helper(%a) : (tensor<64x64xf32>) -> tensor<64x64xf32>
    %1 = call @helper(%0) : (tensor<64x64xf32>) -> tensor<64x64xf32>
    return %1, %0 : tensor<64x64xf32>, tensor<64x64xf32>
  }
  func.func @helper(%a: tensor<64x64xf32>) -> tensor<64x64xf32> {
    %e = tensor.empty() : tensor<64x64xf32>
    %r = linalg.add ins(%a, %a : tensor<64x64xf32>, tensor<64x64xf32>) outs(%e : tensor<64x64xf32>) -> tensor<64x64xf32>
    return %r : tensor<64x64xf32>
  }
  func.func @other(%a: tensor<64x64xf32>) -> tensor<64x64xf32> {
    %r = func.call @helper(%a) : (tensor<64x64xf32>) -> tensor<64x64xf32>
    return %r : tensor<64x64xf32>
  })";

TEST(Unscheduled, FunctionsBesideTheEntry) {
  auto program = parseProgram(kManyFunctions, "many.mlir", ParseOptions());
  ASSERT_TRUE(program) << program.error().message;
  auto raw = outputsInPlace(*program);
  ASSERT_TRUE(raw) << raw.error().message;
  LowerOptions options;
  options.scheduled = false;
  auto artifact = lower(*raw, options);
  ASSERT_TRUE(artifact) << artifact.error().message;
  auto code = load(*artifact);
  ASSERT_TRUE(code) << code.error().message;
  Caller caller(*artifact);
  caller.fill(0, 1);
  caller.call(code->address());
  for (int i = 0; i < 64 * 64; ++i) {
    ASSERT_EQ(caller.data<float>(1)[i], 4 * caller.data<float>(0)[i]);
    ASSERT_EQ(caller.data<float>(2)[i], 2 * caller.data<float>(0)[i]);
  }
}

// LLVM 22 loses elements when it vectorises this with llvm.maxnum at O3.
TEST(Unscheduled, LargestOfEachColumn) {
  auto program = parseProgram(R"(
func.func @main(%x: tensor<7x37xf32>) -> tensor<37xf32> {
  %low = arith.constant 0xFF800000 : f32
  %e = tensor.empty() : tensor<37xf32>
  %f = linalg.fill ins(%low : f32) outs(%e : tensor<37xf32>) -> tensor<37xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>],
                       iterator_types = ["reduction", "parallel"]} ins(%x : tensor<7x37xf32>)
      outs(%f : tensor<37xf32>) {
  ^bb0(%in: f32, %out: f32):
    %m = arith.maxnumf %in, %out : f32
    linalg.yield %m : f32
  } -> tensor<37xf32>
  return %r : tensor<37xf32>
})",
                              "columns", {});
  ASSERT_TRUE(program);
  auto raw = outputsInPlace(*program);
  ASSERT_TRUE(raw);
  LowerOptions options;
  options.scheduled = false;
  auto artifact = lower(*raw, options);
  ASSERT_TRUE(artifact) << artifact.error().message;
  auto code = load(*artifact);
  ASSERT_TRUE(code);
  Caller caller(*artifact);
  for (unsigned seed = 1; seed < 5; ++seed) {
    caller.fill(0, seed);
    if (seed == 4) caller.data<float>(0)[5] = std::nanf("");
    caller.call(code->address());
    for (int j = 0; j < 37; ++j) {
      float largest = -INFINITY;
      for (int i = 0; i < 7; ++i) largest = std::fmax(largest, caller.data<float>(0)[i * 37 + j]);
      EXPECT_EQ(caller.data<float>(1)[j], largest) << j;
    }
  }
}

TEST(Unscheduled, EveryBenchmarkLowers) {
  int programs = 0;
  for (const char *folder : {"ops", "layers", "nets"})
    for (auto &file : std::filesystem::directory_iterator(MLIR_RL_SOURCE_DIR "/benchmarks/" + std::string(folder))) {
      if (file.path().extension() != ".mlir") continue;
      auto artifact = lowerBenchmark(std::string(folder) + "/" + file.path().filename().string(), "O0");
      EXPECT_TRUE(artifact) << file.path() << ": " << artifact.error().message;
      ++programs;
    }
  EXPECT_GE(programs, 29);
}

}  // namespace
}  // namespace mlir_rl
