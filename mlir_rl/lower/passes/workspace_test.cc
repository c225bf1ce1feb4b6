#include <gtest/gtest.h>

#include <random>

#include "mlir_rl/lower/load.h"
#include "mlir_rl/lower/lower_module.h"
#include "mlir_rl/lower/passes/frame.h"
#include "mlir_rl/lower/testing_test.h"

namespace mlir_rl {
namespace {

using testing::count;
using testing::runPasses;

TEST(PlaceItems, NeverSharesBytesOfThingsLiveTogether) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<FrameItem> items(20);
    for (FrameItem &item : items) {
      item.begin = random() % 50;
      item.end = item.begin + random() % 20;
      item.bytes = 1 + random() % 1000;
    }
    int64_t frame = placeItems(items), sum = 0;
    for (const FrameItem &a : items) {
      sum += a.bytes;
      EXPECT_EQ(a.offset % kFrameAlignment, 0);
      EXPECT_LE(a.offset + a.bytes, frame);
      for (const FrameItem &b : items) {
        bool together = a.begin <= b.end && b.begin <= a.end;
        bool overlap = a.offset < b.offset + b.bytes && b.offset < a.offset + a.bytes;
        EXPECT_FALSE(&a != &b && together && overlap);
      }
    }
    EXPECT_LE(frame, sum);
  }
}

// Three buffers in a row, each 8 KiB: the first is dead when the third begins.
TEST(Workspace, BuffersThatNeverMeetShareBytes) {
  std::string text = runPasses(R"(
    func.func @main(%a: memref<2048xf32>) {
      %x = memref.alloc() : memref<2048xf32>
      linalg.copy ins(%a : memref<2048xf32>) outs(%x : memref<2048xf32>)
      %y = memref.alloc() : memref<2048xf32>
      linalg.copy ins(%x : memref<2048xf32>) outs(%y : memref<2048xf32>)
      memref.dealloc %x : memref<2048xf32>
      %z = memref.alloc() : memref<2048xf32>
      linalg.copy ins(%y : memref<2048xf32>) outs(%z : memref<2048xf32>)
      linalg.copy ins(%z : memref<2048xf32>) outs(%a : memref<2048xf32>)
      return
    })",
                               "mlir-rl-workspace");
  EXPECT_EQ(count(text, "mlir_rl.workspace_bytes = 16384"), 1) << text;
  EXPECT_EQ(count(text, "memref.alloc"), 0) << text;
  EXPECT_EQ(count(text, "memref.dealloc"), 0) << text;
  EXPECT_EQ(count(text, "memref.view"), 3) << text;
}

TEST(Workspace, SmallBuffersLieOnTheStackOnce) {
  std::string text = runPasses(R"(
    func.func @main(%a: memref<16xf32>) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 100000 : index
      scf.for %i = %c0 to %n step %c1 {
        %x = memref.alloc() : memref<16xf32>
        linalg.copy ins(%a : memref<16xf32>) outs(%x : memref<16xf32>)
        linalg.copy ins(%x : memref<16xf32>) outs(%a : memref<16xf32>)
      }
      return
    })",
                               "mlir-rl-workspace");
  EXPECT_LT(text.find("memref.alloca"), text.find("scf.for")) << text;
  EXPECT_EQ(count(text, "workspace_bytes"), 0) << text;
  EXPECT_EQ(count(text, "i8"), 0) << text;
}

TEST(Workspace, SizesThatVaryGetTheirBound) {
  std::string text = runPasses(R"(
    func.func @main(%a: memref<100x64xf32>) {
      %c0 = arith.constant 0 : index
      %c32 = arith.constant 32 : index
      %n = arith.constant 100 : index
      scf.for %i = %c0 to %n step %c32 {
        %size = affine.min affine_map<(d0) -> (32, 100 - d0)>(%i)
        %x = memref.alloc(%size) : memref<?x64xf32>
        %v = memref.subview %a[%i, 0] [%size, 64] [1, 1] : memref<100x64xf32> to memref<?x64xf32, strided<[64, 1], offset: ?>>
        linalg.copy ins(%v : memref<?x64xf32, strided<[64, 1], offset: ?>>) outs(%x : memref<?x64xf32>)
      }
      return
    })",
                               "mlir-rl-workspace");
  EXPECT_EQ(count(text, "mlir_rl.workspace_bytes = 8192"), 1) << text;
}

TEST(Workspace, RefusesBuffersThatLeave) {
  EXPECT_NE(runPasses("func.func @main() -> memref<4xf32> {\n"
                      "  %x = memref.alloc() : memref<4xf32>\n  return %x : memref<4xf32>\n}",
                      "mlir-rl-workspace")
                .find("returns a buffer"),
            std::string::npos);
  EXPECT_NE(runPasses(R"(
    func.func @main(%a: memref<4xf32>, %n: index) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %r = scf.for %i = %c0 to %n step %c1 iter_args(%m = %a) -> memref<4xf32> {
        %x = memref.alloc() : memref<4xf32>
        linalg.copy ins(%m : memref<4xf32>) outs(%x : memref<4xf32>)
        scf.yield %x : memref<4xf32>
      }
      return
    })",
                      "mlir-rl-workspace")
                .find("to the next iteration"),
            std::string::npos);
  EXPECT_NE(runPasses("func.func @main(%n: index) {\n  %x = memref.alloc(%n) : memref<?xf32>\n  return\n}",
                      "mlir-rl-workspace")
                .find("without a constant upper bound"),
            std::string::npos);
  EXPECT_NE(runPasses("func.func @main() {\n  call @main() : () -> ()\n  return\n}", "mlir-rl-workspace")
                .find("is recursive"),
            std::string::npos);
}

// @main keeps %t over the first call, not over the second; both calls need 40,004 bytes of their own.
const char *const kCalls = R"(
  func.func @main(%a: memref<10001xf32>, %r: memref<10001xf32> {mlir_rl.output}) attributes {llvm.emit_c_interface} {
    %t = memref.alloc() : memref<10001xf32>
    linalg.copy ins(%a : memref<10001xf32>) outs(%t : memref<10001xf32>)
    call @twice(%a, %r) : (memref<10001xf32>, memref<10001xf32>) -> ()
    linalg.add ins(%t, %r : memref<10001xf32>, memref<10001xf32>) outs(%r : memref<10001xf32>)
    call @twice(%r, %r) : (memref<10001xf32>, memref<10001xf32>) -> ()
    return
  }
  func.func private @twice(%a: memref<10001xf32>, %r: memref<10001xf32>) {
    %x = memref.alloc() : memref<10001xf32>
    linalg.copy ins(%a : memref<10001xf32>) outs(%x : memref<10001xf32>)
    linalg.add ins(%x, %x : memref<10001xf32>, memref<10001xf32>) outs(%r : memref<10001xf32>)
    return
  })";

TEST(Workspace, CalleesGetTheirFrameBehindTheCallers) {
  std::string text = runPasses(kCalls, "mlir-rl-workspace");
  EXPECT_EQ(count(text, "mlir_rl.workspace_bytes = 80128"), 1) << text;
  EXPECT_EQ(count(text, "mlir_rl.workspace_bytes = 40064"), 1) << text;
}

TEST(Workspace, CallsWithFramesComputeTheRightThing) {
  auto parsed = testing::parse(kCalls);
  auto artifact = lowerModule(*parsed.module, "main", LowerOptions());
  ASSERT_TRUE(artifact) << artifact.error().message;
  EXPECT_EQ(artifact->workspaceBytes, 80128);
  auto code = load(*artifact);
  ASSERT_TRUE(code) << code.error().message;
  testing::Caller caller(*artifact);
  caller.fill(0, 3);
  caller.call(code->address());
  for (int i = 0; i < 10001; ++i) ASSERT_EQ(caller.data<float>(1)[i], 6 * caller.data<float>(0)[i]);
}

// Each row is doubled through a temporary: on threads, each needs its own.
const char *const kThreads = R"(
  func.func @main(%a: memref<64x4096xf32>, %r: memref<64x4096xf32> {mlir_rl.output}) attributes {llvm.emit_c_interface} {
    scf.forall (%i) in (64) {
      %x = memref.alloc() : memref<4096xf32>
      %in = memref.subview %a[%i, 0] [1, 4096] [1, 1] : memref<64x4096xf32> to memref<4096xf32, strided<[1], offset: ?>>
      %out = memref.subview %r[%i, 0] [1, 4096] [1, 1] : memref<64x4096xf32> to memref<4096xf32, strided<[1], offset: ?>>
      linalg.copy ins(%in : memref<4096xf32, strided<[1], offset: ?>>) outs(%x : memref<4096xf32>)
      linalg.add ins(%x, %x : memref<4096xf32>, memref<4096xf32>) outs(%out : memref<4096xf32, strided<[1], offset: ?>>)
    } {mlir_rl.parallel}
    return
  })";

TEST(Workspace, EachThreadHasItsSlice) {
  std::string text = runPasses(kThreads, "mlir-rl-forall{threads=4},mlir-rl-workspace{threads=4}");
  EXPECT_EQ(count(text, "mlir_rl.workspace_bytes = 65536"), 1) << text;
  EXPECT_LT(text.find("scf.parallel"), text.find("call @omp_get_thread_num")) << text;
  EXPECT_EQ(count(runPasses(kThreads, "mlir-rl-forall,mlir-rl-workspace"), "omp_get_thread_num"), 0);
}

TEST(Workspace, ThreadsComputeTheRightThing) {
  for (int threads : {1, 2, 3}) {
    auto parsed = testing::parse(kThreads);
    LowerOptions options;
    options.threads = threads;
    auto artifact = lowerModule(*parsed.module, "main", options);
    ASSERT_TRUE(artifact) << artifact.error().message;
    EXPECT_EQ(artifact->workspaceBytes, threads * 16384);
    auto code = load(*artifact);
    ASSERT_TRUE(code) << code.error().message;
    testing::Caller caller(*artifact);
    caller.fill(0, 3);
    caller.call(code->address());
    for (int i = 0; i < 64 * 4096; ++i) ASSERT_EQ(caller.data<float>(1)[i], 2 * caller.data<float>(0)[i]);
  }
}

}  // namespace
}  // namespace mlir_rl
