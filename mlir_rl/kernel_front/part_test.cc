#include "mlir_rl/kernel_front/part.h"

#include <gtest/gtest.h>

#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_front/testing_test.h"

namespace mlir_rl::kernel {
namespace {

constexpr const char *kProgram = R"(import argparse
import numpy as np
import warp as wp
import warp.render

N = wp.constant(4)
M = N * int(np.floor(np.pi))
wp.config.verbose = True
device = wp.get_device()

@wp.struct
class Ball:
    at: wp.vec3

class Simulation:
    def __init__(self):
        self.balls = np.zeros(3)

@wp.func
def twice(x: float):
    return x * 2.0

@wp.func
def unused(x: float):
    return np.sin(x)

@wp.kernel
def move(balls: wp.array(dtype=Ball), x: wp.array(dtype=float)):
    i = wp.tid()
    x[i] = twice(balls[i].at[0]) * float(M)

@wp.kernel(enable_backward=False)
def tiles(x: wp.array(dtype=float)):
    t = wp.tile_load(x, 16)

@wp.kernel
def numpys(x: wp.array(dtype=float)):
    x[0] = np.sin(x[1])

if __name__ == "__main__":
    Simulation()
)";

Result<Module> readPart(const std::string &kernel, const std::string &program = kProgram) {
  return readKernel(testParser(), program, "program.py", kernel);
}

TEST(Part, TakesWhatAKernelNeedsFromAProgram) {
  Result<Module> module = readPart("move");
  ASSERT_TRUE(module) << module.error().message;
  ASSERT_EQ(module->kernels.size(), 1U);
  EXPECT_EQ(module->kernels[0].name, "move");
  EXPECT_EQ(module->functions.size(), 1U);
  EXPECT_EQ(module->structs.size(), 1U);
  EXPECT_EQ(module->constants.size(), 2U) << "M is made of N";
}

TEST(Part, SaysWhatIsWrongWithWhatItNeedsOnly) {
  EXPECT_EQ(readPart("tiles").error().message, "program.py:34:9: unknown function `wp.tile_load`");
  EXPECT_EQ(readPart("numpys").error().message, "program.py:38:12: unknown function `np.sin`");
}

TEST(Part, NeedsOneKernel) {
  EXPECT_EQ(readPart("mov").error().message, "program.py has no kernel `mov`; did you mean move?");
  EXPECT_EQ(readPart("").error().message,
            "program.py has several kernels: name one of move, tiles, numpys with --kernel");
  EXPECT_EQ(readPart("", "x = 1\n").error().message, "program.py has no @wp.kernel");
  EXPECT_EQ(readPart("", "x = (\n").error().message, "program.py:1:5: this is no Python: '(' was never closed");
  EXPECT_EQ(readPart("", inKernel("a[0] = x"))->kernels[0].name, "k");
}

}  // namespace
}  // namespace mlir_rl::kernel
