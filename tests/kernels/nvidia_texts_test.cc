// NVRTC takes CUDA texts as they are, each alone.

#include "mlir_rl/kernel_check/tools_test.h"
#include "tests/kernels/builtin_forms.h"
#include "tests/kernels/example_kernels.h"
#include "tests/kernels/random_trees.h"

namespace mlir_rl::kernel::testing {
namespace {

class NvidiaTexts : public ::testing::Test {
 protected:
  void SetUp() override {
    Result<NvidiaVersions> versions = tools_.versions();
    if (!versions || versions->nvrtc.empty()) GTEST_SKIP() << kNvidiaSkipped;
  }
  void expectCompiled(const Module &module) {
    std::string text = cudaText(module, 0);
    Result<Verdict> verdict = tools_.compileCuda(text, "sm_80");
    ASSERT_TRUE(verdict) << verdict.error().message;
    EXPECT_TRUE(verdict->ok) << verdict->log << "\n" << text;
  }

  NvidiaTools tools_{nvidiaPlace()};
};

TEST_F(NvidiaTexts, Examples) {
  for (const auto &[name, module] : exampleKernels()) expectCompiled(module);
}

TEST_F(NvidiaTexts, RandomTrees) {
  for (uint64_t seed = 0; seed < 10; ++seed) expectCompiled(RandomTree(seed).module());
}

using NvidiaTextsSlow = NvidiaTexts;
TEST_F(NvidiaTextsSlow, AllBuiltins) {
  for (const Trial &trial : trialsOf(0, builtins().size(), true)) expectCompiled(trial.module);
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
