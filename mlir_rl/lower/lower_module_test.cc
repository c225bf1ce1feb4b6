#include "mlir_rl/lower/lower_module.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "mlir_rl/lower/load.h"
#include "mlir_rl/lower/testing_test.h"

namespace mlir_rl {
namespace {

using testing::Caller;

std::string matmul(int n) {
  std::string type = "memref<" + std::to_string(n) + "x" + std::to_string(n) + "xf32>";
  return "func.func @main(%a: " + type + ", %b: " + type + ", %c: " + type +
         " {mlir_rl.output}) attributes {llvm.emit_c_interface} {\n"
         "  %zero = arith.constant 0.0 : f32\n"
         "  linalg.fill ins(%zero : f32) outs(%c : " +
         type +
         ")\n"
         "  linalg.matmul ins(%a, %b : " +
         type + ", " + type + ") outs(%c : " + type + ")\n  return\n}";
}

void expectMatmul(Caller &caller, int n) {
  for (int i = 0; i < n; i += 7)
    for (int j = 0; j < n; j += 5) {
      double sum = 0;
      for (int k = 0; k < n; ++k) sum += double{caller.data<float>(0)[i * n + k]} * caller.data<float>(1)[k * n + j];
      ASSERT_NEAR(caller.data<float>(2)[i * n + j], sum, 1e-4) << i << ", " << j;
    }
}

TEST(LowerModule, MatmulRunsUnderEveryPipeline) {
  for (const char *pipeline : {"O0", "O1", "O2", "O3", "fast"}) {
    auto parsed = testing::parse(matmul(40));
    LowerOptions options;
    options.llvmPipeline = pipeline;
    options.verify = true;
    auto artifact = lowerModule(*parsed.module, "main", options);
    ASSERT_TRUE(artifact) << artifact.error().message;
    EXPECT_EQ(artifact->pipeline, pipeline);
    ASSERT_EQ(artifact->arguments.size(), 3u);
    EXPECT_EQ(artifact->arguments[2].name, "result0");
    EXPECT_EQ(artifact->workspaceBytes, 0);
    auto code = load(*artifact);
    ASSERT_TRUE(code) << code.error().message;
    Caller caller(*artifact);
    caller.fill(0, 1);
    caller.fill(1, 2);
    caller.call(code->address());
    expectMatmul(caller, 40);
  }
}

TEST(LowerModule, EveryElementTypeCompilesAndLinks) {
  for (std::string type : {"f16", "bf16", "f32", "f64", "i8", "i16", "i32", "i64"}) {
    std::string memref = "memref<33x33x" + type + ">", zero = type.find('f') != std::string::npos ? "0.0" : "0";
    auto parsed = testing::parse("func.func @main(%a: " + memref + ", %b: " + memref + ", %c: " + memref +
                                 " {mlir_rl.output}) attributes {llvm.emit_c_interface} {\n  %zero = arith.constant " +
                                 zero + " : " + type + "\n  linalg.fill ins(%zero : " + type + ") outs(%c : " + memref +
                                 ")\n  linalg.matmul ins(%a, %b : " + memref + ", " + memref + ") outs(%c : " + memref +
                                 ")\n  return\n}");
    auto artifact = lowerModule(*parsed.module, "main", LowerOptions());
    ASSERT_TRUE(artifact) << type << ": " << artifact.error().message;
    auto code = load(*artifact);
    ASSERT_TRUE(code) << type << ": " << code.error().message;
    Caller caller(*artifact);
    for (int i : {0, 1}) memset(caller.data<char>(i), 0, 33 * 33 * elementBytes(artifact->arguments[i].type));
    caller.call(code->address());
    for (int64_t i = 0; i < 33 * 33 * elementBytes(artifact->arguments[2].type); ++i)
      ASSERT_EQ(caller.data<char>(2)[i], 0) << type << " " << i;
  }
}

TEST(LowerModule, RefusesWhatItCannotKnow) {
  LowerOptions options;
  auto parsed = testing::parse(matmul(8));
  EXPECT_NE(lowerModule(*parsed.module, "other", options).error().message.find("no function @other"),
            std::string::npos);
  options.llvmPipeline = "O9";
  EXPECT_EQ(lowerModule(*parsed.module, "main", options).error().kind, ErrorKind::usage);
  options.llvmPipeline = "O1";
  options.targetCpu = "abacus";
  EXPECT_EQ(lowerModule(*parsed.module, "main", options).error().kind, ErrorKind::usage);
  auto tensors = testing::parse("func.func @main(%a: tensor<4xf32>) attributes {llvm.emit_c_interface} { return }");
  EXPECT_NE(lowerModule(*tensors.module, "main", LowerOptions()).error().message.find("not a dense memref"),
            std::string::npos);
}

TEST(LowerModule, ReportsWhatAPassSays) {
  auto parsed = testing::parse(
      "func.func @main(%n: memref<index>, %r: memref<f32> {mlir_rl.output})"
      " attributes {llvm.emit_c_interface} {\n"
      "  %s = memref.load %n[] : memref<index>\n"
      "  %t = memref.alloc(%s) : memref<?xf32>\n"
      "  %i = arith.constant 0 : index\n"
      "  %f = arith.constant 0.0 : f32\n"
      "  memref.store %f, %t[%i] : memref<?xf32>\n"
      "  %v = memref.load %t[%s] : memref<?xf32>\n"
      "  memref.store %v, %r[] : memref<f32>\n  return\n}");
  auto artifact = lowerModule(*parsed.module, "main", LowerOptions());
  ASSERT_FALSE(artifact);
  EXPECT_NE(artifact.error().message.find("without a constant upper bound"), std::string::npos)
      << artifact.error().message;
}

TEST(Load, NamesTheSymbolThatIsMissing) {
  auto parsed = testing::parse(
      "func.func private @no_such_function()\n"
      "func.func @main(%r: memref<f32> {mlir_rl.output}) attributes {llvm.emit_c_interface} {\n"
      "  call @no_such_function() : () -> ()\n  return\n}");
  auto artifact = lowerModule(*parsed.module, "main", LowerOptions());
  ASSERT_TRUE(artifact) << artifact.error().message;
  auto code = load(*artifact);
  ASSERT_FALSE(code);
  EXPECT_NE(code.error().message.find("no_such_function"), std::string::npos) << code.error().message;
}

}  // namespace
}  // namespace mlir_rl
