#include "mlir_rl/kernel_make/apply.h"

#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/rig_test.h"

namespace mlir_rl::kernel::make {
namespace {

Value valueIn(const Type &type, Range range) {
  return {.expr = parts::variable(0, type), .range = range, .source = Source::data};
}

TEST(Apply, NumbersAreWhatTheTypeHolds) {
  EXPECT_EQ(number(kF32, 0.5).range, (Range{0.5, 0.5}));
  EXPECT_NE(number(scalarType(Scalar::f16), 0.1).range.low, 0.1);
  EXPECT_EQ(number(vectorType(3, Scalar::f32), 2).expr.kind, ExprKind::construct);
}

TEST(Apply, CombineRefusesWhatMightOverflowOrIsNotDefined) {
  Value large = valueIn(kI32, {0, 1e6}), one = valueIn(kI32, {1, 1}), any = valueIn(kI32, {-5, 5});
  EXPECT_FALSE(combine(Builtin::mul, {large, large}));
  EXPECT_FALSE(combine(Builtin::div, {large, any}));
  EXPECT_TRUE(combine(Builtin::div, {large, one}));
  EXPECT_TRUE(combine(Builtin::mul, {valueIn(scalarType(Scalar::u32), {0, 1e6}), number(scalarType(Scalar::u32), 9)}));
}

TEST(Apply, AValueDependsOnTheMostOfItsParts) {
  Value fixed = number(kF32, 1), data = valueIn(kF32, {0, 2});
  EXPECT_EQ(surely(Builtin::add, {fixed, fixed}).source, Source::fixed);
  EXPECT_EQ(surely(Builtin::add, {fixed, data}).source, Source::data);
  EXPECT_EQ(construct(vectorType(2, Scalar::f32), {fixed, data}).range, (Range{0, 2}));
  Value either = choose(truth(true), fixed, valueIn(kF32, {5, 6}));
  EXPECT_EQ(either.range, (Range{1, 6}));
}

TEST(Apply, WhatExpressionsComeToLiesBetweenTheirBounds) {
  for (uint64_t seed = 0; seed < 60; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    readInputs(rig.m, 3);
    for (int i = 0; i < 4; ++i) rig.watch(grow(rig.m, drawType(rig.m), 4));
    rig.expectKept();
  }
}

}  // namespace
}  // namespace mlir_rl::kernel::make
