#include "mlir_rl/kernel_make/range.h"

#include <gtest/gtest.h>

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {
namespace {

Value valueIn(const Type &type, Range range) {
  return {.expr = parts::variable(0, type), .range = range, .source = Source::data};
}
Value realIn(double low, double high) { return valueIn(kF32, {low, high}); }

TEST(Range, ArithmeticHasAllResults) {
  EXPECT_EQ(sum({-1, 2}, {3, 4}), (Range{2, 6}));
  EXPECT_EQ(difference({-1, 2}, {3, 4}), (Range{-5, -1}));
  EXPECT_EQ(product({-1, 2}, {-3, 4}), (Range{-6, 8}));
  EXPECT_EQ(squared({-3, 2}), (Range{0, 9}));
  EXPECT_EQ(quotient({-1, 2}, {2, 4}), (Range{-0.5, 1}));
  EXPECT_EQ(magnitude({-3, 2}), (Range{0, 3}));
}

TEST(Range, RoundingCrossesNoZeroAndKeepsToLimits) {
  std::optional<Range> settledReal = settled({0, 1}, Scalar::f32);
  ASSERT_TRUE(settledReal);
  EXPECT_EQ(settledReal->low, 0);
  EXPECT_GT(settledReal->high, 1);
  EXPECT_FALSE(settled({0, 1e7}, Scalar::f32));
  EXPECT_FALSE(settled({0, 128}, Scalar::i8));
  EXPECT_EQ(settled({-1, 3}, Scalar::u8), (Range{0, 255}));
  EXPECT_EQ(settled({0, 255}, Scalar::u8), (Range{0, 255}));
}

TEST(Range, OperationsAreRefusedOutsideTheirDomains) {
  EXPECT_FALSE(combine(Builtin::sqrtOf, {realIn(-0.1, 4)}));
  EXPECT_TRUE(combine(Builtin::sqrtOf, {realIn(0, 4)}));
  EXPECT_FALSE(combine(Builtin::logOf, {realIn(0, 4)}));
  EXPECT_FALSE(combine(Builtin::div, {realIn(0, 1), realIn(-1, 1)}));
  EXPECT_TRUE(combine(Builtin::div, {realIn(0, 1), realIn(0.5, 1)}));
  EXPECT_FALSE(combine(Builtin::expOf, {realIn(0, 50)}));
  Value shift = valueIn(kI32, {0, 32}), one = valueIn(kI32, {1, 1});
  EXPECT_FALSE(combine(Builtin::shl, {one, shift}));
  EXPECT_FALSE(combine(Builtin::mod, {one, valueIn(kI32, {0, 3})}));
  EXPECT_FALSE(combine(Builtin::castInt8, {realIn(0, 200)}));
  EXPECT_FALSE(combine(Builtin::add, {valueIn(kI32, {0, 2e9}), valueIn(kI32, {0, 2e9})}));
  EXPECT_TRUE(
      combine(Builtin::add, {valueIn(scalarType(Scalar::u32), {0, 4e9}), valueIn(scalarType(Scalar::u32), {0, 4e9})}));
}

TEST(Range, ASquareIsNotNegative) {
  Value x = realIn(-2, 3);
  EXPECT_EQ(combine(Builtin::mul, {x, x})->range.low, 0);
  Value v = valueIn(vectorType(3, Scalar::f32), {-2, 3});
  EXPECT_EQ(combine(Builtin::dot, {v, v})->range.low, 0);
}

TEST(Range, ApplyBringsOperandsIntoDomains) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    Maker m{Draw(makeRandom(seed))};
    Value root = apply(m, Builtin::sqrtOf, {realIn(-3, 5)});
    EXPECT_GE(root.range.low, 0);
    Value ratio = apply(m, Builtin::div, {realIn(-3, 5), realIn(-1, 1)});
    EXPECT_EQ(ratio.expr.row, Builtin::div);
    Value wave = apply(m, Builtin::expOf, {realIn(-1e5, 1e5)});
    EXPECT_LE(wave.range.high, 1000);
  }
}

}  // namespace
}  // namespace mlir_rl::kernel::make
