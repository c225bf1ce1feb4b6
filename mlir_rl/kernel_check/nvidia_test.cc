#include "mlir_rl/kernel_check/nvidia.h"

#include <gtest/gtest.h>

#include "mlir_rl/kernel_check/tools_test.h"

namespace mlir_rl::kernel {
namespace {

constexpr const char *kDoubles = R"(extern "C" __global__ void doubled(float *x) { x[threadIdx.x] *= 2.0f; })";
constexpr const char *kEmpty = ".version 8.0\n.target sm_80\n.address_size 64\n.visible .entry nothing() { ret; }\n";

TEST(NvidiaTools, AreMissedWithWhatToInstall) {
  NvidiaTools tools({.script = nvidiaScript()});
  Result<NvidiaVersions> versions = tools.versions();
  ASSERT_TRUE(versions) << versions.error().message;
  if (!versions->nvrtc.empty() || !versions->ptxas.empty()) GTEST_SKIP() << "the system's own Python has them";
  Result<Verdict> verdict = tools.compileCuda(kDoubles, "sm_80");
  ASSERT_FALSE(verdict);
  EXPECT_EQ(verdict.error().kind, ErrorKind::environment);
  EXPECT_EQ(verdict.error().message,
            "NVIDIA's compiler of cuda is not there for python3: install it with `python3 -m pip install "
            "nvidia-cuda-nvrtc nvidia-cuda-runtime`");
}

TEST(NvidiaTools, NoPythonIsAnErrorOfTheEnvironment) {
  NvidiaTools tools({.python = "no-such-python", .script = nvidiaScript()});
  ASSERT_FALSE(tools.versions());
  EXPECT_EQ(tools.versions().error().kind, ErrorKind::environment);
}

TEST(NvidiaTools, CompileCudaAndAssemblePtx) {
  NvidiaTools tools(nvidiaPlace());
  Result<NvidiaVersions> versions = tools.versions();
  if (!versions || versions->nvrtc.empty() || versions->ptxas.empty()) GTEST_SKIP() << kNvidiaSkipped;
  for (int round = 0; round < 2; ++round) {
    Result<Verdict> good = tools.compileCuda(kDoubles, "sm_80");
    ASSERT_TRUE(good) << good.error().message;
    EXPECT_TRUE(good->ok) << good->log;
    Result<Verdict> bad = tools.compileCuda("extern \"C\" __global__ void k() { undeclared = 1; }", "sm_80");
    ASSERT_TRUE(bad) << bad.error().message;
    EXPECT_FALSE(bad->ok);
    EXPECT_NE(bad->log.find("identifier \"undeclared\" is undefined"), std::string::npos) << bad->log;
  }
  Result<Verdict> good = tools.assemblePtx(kEmpty, "sm_80");
  ASSERT_TRUE(good) << good.error().message;
  EXPECT_TRUE(good->ok) << good->log;
  Result<Verdict> bad = tools.assemblePtx(std::string(kEmpty) + "nonsense", "sm_80");
  ASSERT_TRUE(bad) << bad.error().message;
  EXPECT_FALSE(bad->ok);
  EXPECT_NE(bad->log.find("line 5"), std::string::npos) << bad->log;
}

}  // namespace
}  // namespace mlir_rl::kernel
