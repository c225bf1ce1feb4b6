#include "mlir_rl/kernel_run/fill.h"

#include <algorithm>
#include <set>

#include "mlir_rl/kernel_run/trees_test.h"

namespace mlir_rl::kernel::testing {
namespace {

TEST(Fill, RangesHoldAndSeedsRepeat) {
  for (Scalar scalar :
       {Scalar::boolean, Scalar::i8, Scalar::u8, Scalar::i64, Scalar::u64, Scalar::f16, Scalar::f32, Scalar::f64}) {
    Buffer a = numbers(scalarType(scalar), {200}), b = a, c = a;
    FillRule rule = {.low = -2, .high = 3};
    fill(a, rule, 1);
    fill(b, rule, 1);
    fill(c, rule, 2);
    EXPECT_EQ(a.bytes, b.bytes);
    EXPECT_NE(a.bytes, c.bytes) << scalarName(scalar);
    std::set<double> seen;
    for (double value : contents(a)) {
      EXPECT_GE(value, isSigned(scalar) || isFloat(scalar) ? -2 : 0);
      EXPECT_LE(value, 3);
      seen.insert(value);
    }
    size_t expected = scalar == Scalar::boolean ? 2 : isSigned(scalar) ? 6 : 4;
    EXPECT_TRUE(isFloat(scalar) ? seen.size() > 100 : seen.size() == expected) << scalarName(scalar);
  }
}

TEST(Fill, EdgesAreDrawnAndDenormalsOnlyWhenAllowed) {
  auto has = [](Scalar scalar, bool denormals, double wanted) {
    Buffer buffer = numbers(scalarType(scalar), {400});
    fill(buffer, {.filling = Filling::edges, .denormals = denormals}, 5);
    std::vector<double> values = contents(buffer);
    return std::find(values.begin(), values.end(), wanted) != values.end();
  };
  EXPECT_TRUE(has(Scalar::i32, false, -2147483648.0) && has(Scalar::i32, false, 2147483647));
  EXPECT_TRUE(has(Scalar::i8, false, -128) && has(Scalar::u16, false, 65535));
  EXPECT_TRUE(has(Scalar::f16, false, -65504) && has(Scalar::f32, false, 16777216));
  EXPECT_TRUE(has(Scalar::f32, true, 0x1p-149) && has(Scalar::f16, true, 0x1p-24));
  EXPECT_FALSE(has(Scalar::f32, false, 0x1p-149) || has(Scalar::f64, false, 0x1p-1074));
  EXPECT_TRUE(has(Scalar::f64, true, 0x1p-1074));
  Buffer ones = numbers(kF32, {3});
  fill(ones, {.filling = Filling::ones}, 0);
  EXPECT_EQ(contents(ones), (std::vector<double>{1, 1, 1}));
  fill(ones, {.filling = Filling::zeros}, 0);
  EXPECT_EQ(contents(ones), (std::vector<double>{0, 0, 0}));
}

TEST(Fill, CornersLieInTheRange) {
  auto seen = [](Scalar scalar, double low, double high) {
    Buffer buffer = numbers(scalarType(scalar), {100});
    fill(buffer, {.filling = Filling::corners, .low = low, .high = high}, 5);
    std::vector<double> values = contents(buffer);
    return std::set<double>(values.begin(), values.end());
  };
  EXPECT_EQ(seen(Scalar::f32, -2, 0.5), (std::set<double>{-2, -1, 0, 0.5}));
  EXPECT_EQ(seen(Scalar::i8, 1, 7), (std::set<double>{1, 7}));
  EXPECT_EQ(seen(Scalar::u16, 0, 70000), (std::set<double>{0, 1, 65535}));
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
