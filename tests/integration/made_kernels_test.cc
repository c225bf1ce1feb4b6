// Kernels that the generator makes, read back from their text.

#include <gtest/gtest.h>

#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_make/sample.h"

namespace mlir_rl::kernel {
namespace {

void expectReadsBack(uint64_t seed, uint64_t count) {
  PythonParser parser({.script = std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/parse.py"});
  for (uint64_t i = 0; i < count; ++i) {
    Sample sample = makeSample(seed, i);
    std::string text = printModule(sample.module);
    Result<Module> read = readKernels(parser, text, "kernel.py");
    ASSERT_TRUE(read) << read.error().message << text;
    EXPECT_EQ(*read, sample.module) << text;
  }
}

TEST(MadeKernels, ReadBackAsTheyWereMade) { expectReadsBack(1, 300); }
TEST(MadeKernelsSlow, ReadBackAsTheyWereMade) { expectReadsBack(2, 5000); }

}  // namespace
}  // namespace mlir_rl::kernel
