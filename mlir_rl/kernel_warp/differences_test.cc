#include "mlir_rl/kernel_warp/differences.h"

#include <gtest/gtest.h>

#include "mlir_rl/kernel_warp/testing_test.h"

namespace mlir_rl::kernel::testing {
namespace {

/// Of a kernel with this body: how many differences, and the beginning of the first.
std::string firstOf(const std::string &body) {
  std::vector<std::string> found = whereWarpDiffers(moduleOf(inKernel(body)));
  return found.empty() ? "" : std::to_string(found.size()) + " " + found[0].substr(0, found[0].find(':'));
}

TEST(WhereWarpDiffers, NothingInOrdinaryKernels) {
  EXPECT_EQ(firstOf("i = wp.tid()\na[i] = wp.sqrt(x) * wp.sin(a[i]) + wp.dot(points[i], points[0])"), "");
  EXPECT_EQ(firstOf("m = wp.mat33(x)\np = m * points[0]\na[0] = wp.determinant(m) + p[1]"), "");
  EXPECT_EQ(firstOf("b, c = x + 1.0, float(n)\na[0] = b + c"), "");
  EXPECT_EQ(firstOf("s = wp.rand_init(n)\na[0] = a[0] + wp.randf(s) * x\na[0] += wp.randf(s, x, 2.0)"), "");
  EXPECT_EQ(firstOf("a[0] = x + wp.atomic_add(a, 1, x)\na[n] += x"), "");
}

TEST(WhereWarpDiffers, RowsByTheirOperands) {
  EXPECT_EQ(firstOf("a[0] = -x"), "1 negation of a scalar");
  EXPECT_EQ(firstOf("a[0] = float(-n)\npoints[0] = -points[1]"), "");
  EXPECT_EQ(firstOf("m = wp.mat22(x)\nm = m * m\na[0] = m[0, 0]"), "1 product of matrices");
  EXPECT_EQ(firstOf("m = wp.mat44(x)\na[0] = wp.determinant(m)"), "1 determinant of 4 rows");
  EXPECT_EQ(firstOf("a[0] = wp.dot(wp.vec4(x), wp.vec4(1.0))"), "1 dot");
  EXPECT_EQ(firstOf("points[0] = wp.normalize(points[0])"), "1 normalize");
  EXPECT_EQ(firstOf("a[0] = float(wp.float16(wp.float64(x)))"), "1 float16 of a float64");
  EXPECT_EQ(firstOf("a[0] = wp.degrees(x)"), "1 degrees");
  EXPECT_EQ(firstOf("a[0] = float(wp.degrees(wp.float64(x)))"), "");
  EXPECT_EQ(firstOf("wp.atomic_cas(a, 0, 0.0, x)"), "1 atomic_cas on floats");
}

TEST(WhereWarpDiffers, NamesAndOrder) {
  EXPECT_EQ(firstOf("b, c = a[0], x + 1.0\na[0] = c\na[1] = b"), "1 several targets");
  EXPECT_EQ(firstOf("s = wp.rand_init(n)\nt = s + wp.randu(s)\na[0] = float(t)"), "1 order");
  EXPECT_EQ(firstOf("s = wp.rand_init(n)\ns += wp.randu(s)\na[0] = float(s)"), "1 order");
  EXPECT_EQ(firstOf("a[0] *= wp.atomic_add(a, 0, x)"), "1 order");
  EXPECT_EQ(firstOf("a[0] = points[0].x + wp.atomic_add(a, 0, x)"), "1 order");
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
