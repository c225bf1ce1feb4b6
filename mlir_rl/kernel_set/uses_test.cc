#include "mlir_rl/kernel_set/uses.h"

#include <gmock/gmock.h>

#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_set/fakes_test.h"

namespace mlir_rl::kernel::testing {
namespace {

using ::testing::ElementsAre;

constexpr const char *kSource = R"(import warp as wp

@wp.struct
class Particle:
    at: wp.vec3d

@wp.func
def half(x: float) -> float:
    return x * 0.5

@wp.kernel
def k(a: wp.array2d(dtype=float), p: wp.array(dtype=Particle), n: int):
    i, j = wp.tid()
    for r in range(3):
        a[i, j] += half(float(r))
    for r in range(n):
        if r > 5:
            break
    assert wp.length(p[i].at) >= wp.float64(0.0) and not (n < 0)
)";

TEST(KernelUses, NamesWhatStandsInTheTree) {
  PythonParser parser(testPython());
  Result<Module> module = readKernels(parser, kSource, "k.py");
  ASSERT_TRUE(module.has_value()) << module.error().message;
  Uses uses = usesOf(*module);
  EXPECT_THAT(uses.builtins,
              ElementsAre("a * b", "a + b", "a < b", "a > b", "a >= b", "a and b", "float", "not a", "wp.length"));
  EXPECT_THAT(uses.scalars, ElementsAre("bool", "float32", "float64", "int32"));
  EXPECT_THAT(uses.shapes, ElementsAre("array1d", "array2d", "scalar", "struct", "vector"));
  EXPECT_THAT(uses.statements,
              ElementsAre("assert", "assign", "break", "for", "for, unrolled", "if", "return", "update"));
  EXPECT_THAT(uses.expressions, ElementsAre("builtin", "call", "element", "field", "literal", "tid", "variable"));
  EXPECT_EQ(statementWords().size(), 12u);
  EXPECT_EQ(expressionWords().size(), 13u);
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
