#include "mlir_rl/kernel_warp/compare.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mlir_rl/kernel_run/trees_test.h"

namespace mlir_rl::kernel::testing {
namespace {

Comparison compared(const Type &element, const std::vector<double> &expected, const std::vector<double> &actual) {
  int count = int(expected.size()) / element.components();
  return compareWithWarp({numbers(kI32, {1}), numbers(element, {count}, expected)},
                         {numbers(kI32, {1}), numbers(element, {count}, actual)});
}

TEST(CompareWithWarp, EqualBitsAreTheSame) {
  EXPECT_EQ(compared(kF32, {1, NAN, -0.0}, {1, NAN, -0.0}).closeness, Closeness::same);
  EXPECT_FALSE(compared(kI32, {1, 2}, {1, 2}).difference);
}

TEST(CompareWithWarp, FloatsAreNearByTheLargestOfTheirScalar) {
  Comparison near = compared(kF32, {1, 0.001}, {1, 0.001 + 30 * 0x1p-23});
  EXPECT_EQ(near.closeness, Closeness::near);
  EXPECT_EQ(near.buffer, 1U);
  EXPECT_EQ(near.difference->element, 1);
  EXPECT_EQ(compared(kF32, {1, 0.001}, {1, 0.001 + 34 * 0x1p-23}).closeness, Closeness::different);
  EXPECT_EQ(compared(scalarType(Scalar::f64), {1}, {1 + 0x1p-40}).closeness, Closeness::different);
  // The second components are small, so what is near among the first ones is not among them.
  Type vec2 = vectorType(2, Scalar::f32);
  EXPECT_EQ(compared(vec2, {1000, 0.001}, {1000.001, 0.001}).closeness, Closeness::near);
  EXPECT_EQ(compared(vec2, {1000, 0.001}, {1000, 0.002}).closeness, Closeness::different);
}

TEST(CompareWithWarp, AZeroHasNoSignNearby) { EXPECT_EQ(compared(kF32, {-0.0}, {0.0}).closeness, Closeness::near); }

TEST(CompareWithWarp, IntegersNanAndInfinityAreNearNothing) {
  EXPECT_EQ(compared(kI32, {1000000}, {1000001}).closeness, Closeness::different);
  EXPECT_EQ(compared(kF32, {1, NAN}, {1, 1}).closeness, Closeness::different);
  EXPECT_EQ(compared(kF32, {1, 1}, {1, NAN}).closeness, Closeness::different);
  EXPECT_EQ(compared(kF32, {1, HUGE_VAL}, {1, 3e38}).closeness, Closeness::different);
  // What differs decides, not what is only near before it.
  Comparison both = compared(kF32, {1, 2, 4}, {1 + 0x1p-23, 2, 5});
  EXPECT_EQ(both.closeness, Closeness::different);
  EXPECT_EQ(both.difference->element, 2);
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
