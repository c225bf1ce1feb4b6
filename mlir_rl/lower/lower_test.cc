#include "mlir_rl/lower/lower.h"

#include <gtest/gtest.h>

#include "mlir_rl/lower/load.h"
#include "mlir_rl/lower/testing_test.h"
#include "mlir_rl/program/program.h"

namespace mlir_rl {
namespace {

// Bufferised, with a temporary: result = relu(a + b).
const char *const kProgram = R"(
  func.func @main(%a: memref<2048xf32>, %b: memref<2048xf32>, %r: memref<2048xf32> {mlir_rl.output})
      attributes {llvm.emit_c_interface} {
    %t = memref.alloc() : memref<2048xf32>
    linalg.add ins(%a, %b : memref<2048xf32>, memref<2048xf32>) outs(%t : memref<2048xf32>)
    %zero = arith.constant 0.0 : f32
    linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
        ins(%t : memref<2048xf32>) outs(%r : memref<2048xf32>) {
    ^bb0(%x: f32, %old: f32):
      %y = arith.maximumf %x, %zero : f32
      linalg.yield %y : f32
    }
    return
  })";

TEST(Lower, AProgramBecomesAnArtifactThatRuns) {
  auto program = parseProgram(kProgram, "test.mlir", ParseOptions());
  ASSERT_TRUE(program) << program.error().message;
  auto artifact = lower(*program, LowerOptions());
  ASSERT_TRUE(artifact) << artifact.error().message;
  EXPECT_EQ(artifact->workspaceBytes, 8192);
  EXPECT_EQ(artifact->entry, "main");
  auto code = load(*artifact);
  ASSERT_TRUE(code) << code.error().message;
  testing::Caller caller(*artifact);
  caller.fill(0, 1);
  caller.fill(1, 2);
  caller.call(code->address());
  for (int i = 0; i < 2048; ++i)
    ASSERT_EQ(caller.data<float>(2)[i], std::max(0.0f, caller.data<float>(0)[i] + caller.data<float>(1)[i]));
}

TEST(Lower, LlvmIrHasTheFloatRulesAndTheTarget) {
  auto program = parseProgram(kProgram, "test.mlir", ParseOptions());
  ASSERT_TRUE(program) << program.error().message;
  LowerOptions options;
  options.targetCpu = "skylake-avx512";
  auto text = lowerToLlvmIr(*program, options);
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_EQ(testing::count(*text, "fadd nsz contract float"), 1) << *text;
  EXPECT_EQ(testing::count(*text, "call nsz float @llvm.maximum.f32"), 1) << *text;
  EXPECT_GE(testing::count(*text, "\"target-cpu\"=\"skylake-avx512\""), 1);
  EXPECT_NE(text->find("target triple"), std::string::npos);
}

}  // namespace
}  // namespace mlir_rl
