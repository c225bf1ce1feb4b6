#include "mlir_rl/lower/emit.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "mlir_rl/lower/lower_module.h"
#include "mlir_rl/lower/testing_test.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

// result = (a * b) summed with itself through a temporary: it needs a workspace.
const char *const kProgram = R"(
  func.func @main(%a: memref<48x40xf32>, %b: memref<40x56xf32>, %r: memref<48x56xf32> {mlir_rl.output})
      attributes {llvm.emit_c_interface} {
    %zero = arith.constant 0.0 : f32
    %t = memref.alloc() : memref<48x56xf32>
    linalg.fill ins(%zero : f32) outs(%t : memref<48x56xf32>)
    linalg.matmul ins(%a, %b : memref<48x40xf32>, memref<40x56xf32>) outs(%t : memref<48x56xf32>)
    linalg.add ins(%t, %t : memref<48x56xf32>, memref<48x56xf32>) outs(%r : memref<48x56xf32>)
    return
  })";

const char *const kCaller = R"(
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "program.h"
static float a[48][40], b[40][56], r[48][56];
int main(void) {
  for (int i = 0; i < 48; ++i) for (int k = 0; k < 40; ++k) a[i][k] = (i * 7 + k * 3) % 11 - 5;
  for (int k = 0; k < 40; ++k) for (int j = 0; j < 56; ++j) b[k][j] = (k * 5 + j) % 13 - 6;
  void *workspace = aligned_alloc(MLIR_RL_MAIN_WORKSPACE_ALIGNMENT, MLIR_RL_MAIN_WORKSPACE_BYTES);
  mlir_rl_main(&a[0][0], &b[0][0], &r[0][0], workspace);
  for (int i = 0; i < 48; ++i) for (int j = 0; j < 56; ++j) {
    float sum = 0;
    for (int k = 0; k < 40; ++k) sum += a[i][k] * b[k][j];
    if (fabsf(r[i][j] - 2 * sum) > 1e-4f) { printf("wrong at %d %d: %f, right %f\n", i, j, r[i][j], 2 * sum); return 1; }
  }
  puts("right");
  return 0;
}
)";

Artifact compiled() {
  auto parsed = testing::parse(kProgram);
  auto artifact = lowerModule(*parsed.module, "main", LowerOptions());
  EXPECT_TRUE(artifact) << artifact.error().message;
  return *artifact;
}

class Emit : public ::testing::Test {
 protected:
  std::string path(const std::string &name) const { return folder_ + "/" + name; }
  int shell(const std::string &command) const { return std::system(("cd " + folder_ + " && " + command).c_str()); }
  TemporaryFolder temporary_;
  std::string folder_ = temporary_.path();
};

TEST_F(Emit, ACProgramCallsTheLibraryThroughTheHeader) {
  Artifact artifact = compiled();
  EXPECT_GT(artifact.workspaceBytes, 0);
  ASSERT_TRUE(emitHeader(artifact, path("program.h")));
  Status linked = emitSharedLibrary(artifact, path("libprogram.so"));
  ASSERT_TRUE(linked) << linked.error().message;
  std::ofstream(path("caller.c")) << kCaller;
  ASSERT_EQ(shell("clang-22 -Wall -Wextra -Werror caller.c -o caller -L. -lprogram -lm -Wl,-rpath," + folder_), 0);
  EXPECT_EQ(shell("./caller > said && grep -q right said"), 0);
  // Nothing but these files is left, and nothing but the entry is exported.
  EXPECT_EQ(shell("ls | grep -c partial > /dev/null"), 256);
  EXPECT_EQ(shell("test \"$(llvm-nm-22 -D --defined-only libprogram.so | grep -c ' T ')\" = 1"), 0);
}

TEST_F(Emit, TheObjectLinksToo) {
  Artifact artifact = compiled();
  ASSERT_TRUE(emitHeader(artifact, path("program.h")));
  ASSERT_TRUE(emitObject(artifact, path("program.o")));
  std::ofstream(path("caller.c")) << kCaller;
  ASSERT_EQ(shell("clang-22 caller.c program.o -o caller -lm"), 0);
  EXPECT_EQ(shell("./caller > /dev/null"), 0);
}

// Sums of two arrays, stored past the caches.
const char *const kStreaming = R"(
  func.func @main(%a: memref<64x32xf32>, %b: memref<64x32xf32>, %r: memref<64x32xf32> {mlir_rl.output})
      attributes {llvm.emit_c_interface} {
    linalg.add {mlir_rl.vectorize = array<i64: 1, 32>, mlir_rl.lanes = 1 : i64, mlir_rl.stream}
      ins(%a, %b : memref<64x32xf32>, memref<64x32xf32>) outs(%r : memref<64x32xf32>)
    return
  })";

const char *const kAnyPlace = R"(
#include <stdio.h>
#include <string.h>
#include "program.h"
static _Alignas(64) float a[64 * 32], b[64 * 32], r[64 * 32 + 64];
int main(void) {
  for (int i = 0; i < 64 * 32; ++i) a[i] = i, b[i] = 3 * i;
  for (int shift = 0; shift <= 32; ++shift) {
    memset(r, 0, sizeof r);
    mlir_rl_main(a, b, r + shift);
    for (int i = 0; i < 64 * 32 + 64; ++i) {
      int at = i - shift, inside = at >= 0 && at < 64 * 32;
      if (r[i] != (inside ? 4 * at : 0)) { printf("wrong at %d, shift %d\n", i, shift); return 1; }
    }
  }
  return 0;
}
)";

TEST_F(Emit, ResultsStreamToPlacesOfAnyAlignment) {
  auto parsed = testing::parse(kStreaming);
  LowerOptions options;
  options.scheduled = true;
  auto artifact = lowerModule(*parsed.module, "main", options);
  ASSERT_TRUE(artifact) << artifact.error().message;
  ASSERT_TRUE(emitHeader(*artifact, path("program.h")));
  ASSERT_TRUE(emitObject(*artifact, path("program.o")));
  std::ofstream(path("caller.c")) << kAnyPlace;
  ASSERT_EQ(shell("clang-22 caller.c program.o -o caller"), 0);
  EXPECT_EQ(shell("./caller"), 0);
  EXPECT_EQ(shell("llvm-objdump-22 -d program.o | grep -q movnt"), 0) << "no store goes past the caches";
  EXPECT_EQ(shell("llvm-objdump-22 -d program.o | grep -qE 'mfence|lock'"), 0);
}

TEST_F(Emit, TheHeaderSaysWhatACallerMustKnow) {
  Artifact artifact = compiled();
  artifact.threads = 4;
  std::string text = headerText(artifact);
  for (const char *part : {"float[48][40], strides {40, 1} elements, 7680 bytes", "result0: output", "-lm -lomp",
                           "4 threads", "MLIR_RL_MAIN_WORKSPACE_ALIGNMENT 64", "const float *arg1, float *result0"})
    EXPECT_EQ(testing::count(text, part), 1) << part << "\n" << text;
}

TEST_F(Emit, SaysWhatIsMissing) {
  Artifact artifact = compiled();
  Status written = emitObject(artifact, path("no/such/folder.o"));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::environment);
  std::string old = getenv("PATH");
  setenv("PATH", folder_.c_str(), 1);
  Status linked = emitSharedLibrary(artifact, path("libprogram.so"));
  setenv("PATH", old.c_str(), 1);
  ASSERT_FALSE(linked);
  EXPECT_EQ(linked.error().kind, ErrorKind::environment);
  EXPECT_NE(linked.error().message.find("install clang-22"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(path("libprogram.so")));
}

}  // namespace
}  // namespace mlir_rl
