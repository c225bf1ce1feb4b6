#include "mlir_rl/kernel_make/convert.h"

#include "mlir_rl/kernel_make/rig_test.h"

namespace mlir_rl::kernel::make {
namespace {

Type anyType(Rig &rig) {
  Scalar scalar = rig.m.draw.of({Scalar::f16, Scalar::f32, Scalar::f64, Scalar::i8, Scalar::i16, Scalar::i32,
                                 Scalar::i64, Scalar::u8, Scalar::u16, Scalar::u32, Scalar::u64, Scalar::boolean});
  int kind = scalar == Scalar::boolean ? 0 : rig.m.draw.below(4);
  if (kind == 1) return vectorType(rig.m.draw.between(2, 4), scalar);
  bool matrix = kind == 2 && isFloat(scalar);
  return matrix ? matrixType(3, 3, scalar) : scalarType(scalar);
}

TEST(Convert, AnyTypeBecomesAnyOther) {
  for (uint64_t seed = 0; seed < 150; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    for (int i = 0; i < 3; ++i) {
      Type from = anyType(rig), to = anyType(rig);
      Range range = usualRange(rig.m.draw, from.scalar);
      Value array = addArray(rig.m, {.element = from, .extents = rig.m.space.extents, .range = range});
      Value value = convert(rig.m, let(rig.m, elementOf(rig.m, array, rig.m.space.indices)), to);
      ASSERT_EQ(value.type(), to) << typeText(from);
      EXPECT_EQ(value.source, Source::data) << typeText(from) << " to " << typeText(to);
      rig.watch(value);
    }
    rig.expectKept();
  }
}

TEST(Convert, WhatHasTheTypeStays) {
  Rig rig(1);
  enter(rig.m, 1);
  Value array = addArray(rig.m, {.element = kF32, .extents = rig.m.space.extents});
  Value value = elementOf(rig.m, array, rig.m.space.indices);
  EXPECT_EQ(convert(rig.m, value, kF32).expr, value.expr);
  EXPECT_EQ(toScalar(rig.m, value, Scalar::boolean).type(), kBool);
}

}  // namespace
}  // namespace mlir_rl::kernel::make
