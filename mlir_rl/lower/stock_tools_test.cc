// The printed pipeline is what we run: stock mlir-opt (with the plugin) and mlir-translate give the same LLVM IR.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "llvm/Support/raw_ostream.h"
#include "mlir_rl/lower/lower_module.h"
#include "mlir_rl/lower/testing_test.h"
#include "mlir_rl/program/module.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

std::string ours(mlir::ModuleOp module, const LowerOptions &options) {
  Status done = lowerToLlvmDialect(module, options);
  EXPECT_TRUE(done) << done.error().message;
  llvm::LLVMContext context;
  auto code = translate(module, context);
  EXPECT_TRUE(code) << code.error().message;
  std::string text;
  llvm::raw_string_ostream stream(text);
  (*code)->print(stream, nullptr);
  return text;
}

std::string stock(mlir::ModuleOp module, const LowerOptions &options) {
  TemporaryFolder temporary;
  const std::string &folder = temporary.path();
  std::string text;
  llvm::raw_string_ostream stream(text);
  module->print(stream);
  std::ofstream(folder + "/in.mlir") << text;
  std::string command =
      "cd " + folder +
      " && mlir-opt-22 in.mlir --load-pass-plugin=" MLIR_RL_BUILD_DIR "/lib/libmlir-rl-plugin.so --pass-pipeline='" +
      pipelineText(options) + "' -o low.mlir && mlir-translate-22 --mlir-to-llvmir low.mlir -o out.ll";
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
  std::ifstream file(folder + "/out.ll");
  std::string result{std::istreambuf_iterator<char>(file), {}};
  return result;
}

TEST(StockTools, GiveTheSameCodeForARawProgram) {
  LowerOptions options;
  options.scheduled = false;
  for (const char *file : {"ops/matmul_512.mlir", "ops/softmax_attn.mlir", "ops/conv_56_64_3x3.mlir"}) {
    Program program = testing::rawBenchmark(file);
    std::string theirs = stock(moduleOf(program), options);
    EXPECT_NE(theirs.find("define void @_mlir_ciface_main"), std::string::npos);
    EXPECT_EQ(theirs, ours(moduleOf(program), options)) << file;
  }
}

const char *const kScheduled = R"(
  func.func @main(%a: memref<64x64xf32>, %b: memref<64x64xf32>, %c: memref<64x64xf32> {mlir_rl.output})
      attributes {llvm.emit_c_interface} {
    %zero = arith.constant 0.0 : f32
    scf.forall (%i) = (0) to (64) step (16) {
      %t = memref.alloc() : memref<64x64xf32>
      memref.copy %b, %t : memref<64x64xf32> to memref<64x64xf32>
      %as = memref.subview %a[%i, 0] [16, 64] [1, 1] : memref<64x64xf32> to memref<16x64xf32, strided<[64, 1], offset: ?>>
      %cs = memref.subview %c[%i, 0] [16, 64] [1, 1] : memref<64x64xf32> to memref<16x64xf32, strided<[64, 1], offset: ?>>
      linalg.fill ins(%zero : f32) outs(%cs : memref<16x64xf32, strided<[64, 1], offset: ?>>)
      linalg.matmul {mlir_rl.vectorize = array<i64: 4, 16, 1>, mlir_rl.lanes = 1 : i64}
        ins(%as, %t : memref<16x64xf32, strided<[64, 1], offset: ?>>, memref<64x64xf32>)
        outs(%cs : memref<16x64xf32, strided<[64, 1], offset: ?>>)
    } {mlir_rl.parallel}
    return
  })";

TEST(StockTools, GiveTheSameCodeForAScheduledProgram) {
  for (int threads : {1, 2}) {
    LowerOptions options;
    options.threads = threads;
    std::string theirs = stock(*testing::parse(kScheduled).module, options);
    EXPECT_EQ(theirs.find("__kmpc_fork_call") != std::string::npos, threads > 1);
    EXPECT_EQ(theirs, ours(*testing::parse(kScheduled).module, options)) << threads;
  }
}

}  // namespace
}  // namespace mlir_rl
