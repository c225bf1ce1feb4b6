// mlir-rl-forall, mlir-rl-strided-copies, mlir-rl-decompose and mlir-rl-target on small modules.

#include <gtest/gtest.h>

#include "mlir_rl/lower/testing_test.h"

namespace mlir_rl {
namespace {

using testing::count;
using testing::runPasses;

const char *const kNested = R"(func.func @main(%a: memref<4x4x4xf32>, %v: f32) {
  scf.forall (%i) in (4) {
    scf.forall (%j) in (4) {
      scf.forall (%k) in (4) {
        memref.store %v, %a[%i, %j, %k] : memref<4x4x4xf32>
      } {mlir_rl.parallel}
    } {mlir_rl.parallel}
  }
  return
})";

TEST(Forall, OnlyTheOutermostMarkedLoopRunsOnThreads) {
  std::string text = runPasses(kNested, "mlir-rl-forall{threads=2}");
  EXPECT_EQ(count(text, "scf.parallel"), 1) << text;
  EXPECT_EQ(count(text, "scf.for "), 2) << text;
  EXPECT_EQ(count(text, "scf.forall"), 0) << text;
}

TEST(Forall, OneThreadHasLoopsOnly) {
  EXPECT_EQ(count(runPasses(kNested, "mlir-rl-forall"), "scf.for "), 3);
}

TEST(StridedCopies, BecomeLinalg) {
  std::string text = runPasses(R"(func.func @main(%a: memref<4x4xf32>, %b: memref<8x8xf32>) {
    %s = memref.subview %b[0, 0] [4, 4] [1, 1] : memref<8x8xf32> to memref<4x4xf32, strided<[8, 1]>>
    memref.copy %a, %s : memref<4x4xf32> to memref<4x4xf32, strided<[8, 1]>>
    return
  })",
                               "mlir-rl-strided-copies");
  EXPECT_EQ(count(text, "linalg.copy"), 1) << text;
  EXPECT_EQ(count(text, "memref.copy"), 0) << text;
}

TEST(Decompose, SoftmaxPackAndUnpackGetLoops) {
  std::string text = runPasses(R"(
    func.func @softmax(%a: tensor<4x8xf32>) -> tensor<4x8xf32> {
      %e = tensor.empty() : tensor<4x8xf32>
      %r = linalg.softmax dimension(1) ins(%a : tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
      return %r : tensor<4x8xf32>
    }
    func.func @pack(%a: tensor<4x8xf32>) -> tensor<4x8xf32> {
      %e = tensor.empty() : tensor<2x2x2x4xf32>
      %p = linalg.pack %a inner_dims_pos = [0, 1] inner_tiles = [2, 4] into %e : tensor<4x8xf32> -> tensor<2x2x2x4xf32>
      %f = tensor.empty() : tensor<4x8xf32>
      %u = linalg.unpack %p inner_dims_pos = [0, 1] inner_tiles = [2, 4] into %f : tensor<2x2x2x4xf32> -> tensor<4x8xf32>
      return %u : tensor<4x8xf32>
    })",
                               "mlir-rl-decompose");
  EXPECT_EQ(count(text, "linalg.softmax"), 0) << text;
  EXPECT_EQ(count(text, "linalg.pack"), 0) << text;
  EXPECT_EQ(count(text, "linalg.unpack"), 0) << text;
  EXPECT_EQ(count(text, "linalg.generic"), 4) << text;
}

TEST(Target, OnlyTheEntryIsSeenAndItsBuffersAreDistinct) {
  std::string text = runPasses(R"(
    llvm.func @main(%a: !llvm.ptr, %n: i64) attributes {llvm.emit_c_interface} { llvm.return }
    llvm.func @_mlir_ciface_main(%a: !llvm.ptr) attributes {llvm.emit_c_interface} { llvm.return }
    llvm.func @helper(%a: !llvm.ptr) { llvm.return }
    llvm.func @expf(f32) -> f32
  )",
                               "mlir-rl-target{cpu=skylake-avx512}");
  EXPECT_EQ(count(text, "llvm.func internal @main(%arg0: !llvm.ptr {llvm.noalias}"), 1) << text;
  EXPECT_EQ(count(text, "llvm.func @_mlir_ciface_main"), 1) << text;
  EXPECT_EQ(count(text, "llvm.func internal @helper(%arg0: !llvm.ptr)"), 1) << text;
  EXPECT_EQ(count(text, "target_cpu = \"skylake-avx512\""), 3) << text;
  EXPECT_EQ(count(text, "llvm.target_triple"), 1) << text;
  EXPECT_NE(runPasses("module {}", "mlir-rl-target{cpu=abacus}").find("unknown target CPU"),
            std::string::npos);
}

}  // namespace
}  // namespace mlir_rl
