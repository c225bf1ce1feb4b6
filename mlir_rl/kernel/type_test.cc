#include "mlir_rl/kernel/type.h"

#include <gtest/gtest.h>

namespace mlir_rl::kernel {
namespace {

TEST(Type, PrintsInWarpsWords) {
  EXPECT_EQ(typeText(kBool), "wp.bool");
  EXPECT_EQ(typeText(scalarType(Scalar::u16)), "wp.uint16");
  EXPECT_EQ(typeText(vectorType(3, Scalar::f32)), "wp.vec3");
  EXPECT_EQ(typeText(vectorType(2, Scalar::i64)), "wp.vec2l");
  EXPECT_EQ(typeText(vectorType(5, Scalar::f32)), "wp.types.vector(length=5, dtype=wp.float32)");
  EXPECT_EQ(typeText(matrixType(3, 3, Scalar::f64)), "wp.mat33d");
  EXPECT_EQ(typeText(matrixType(2, 3, Scalar::i32)), "wp.types.matrix(shape=(2, 3), dtype=wp.int32)");
  EXPECT_EQ(typeText(arrayType(kF32, 1)), "wp.array(dtype=wp.float32)");
  EXPECT_EQ(typeText(arrayType(vectorType(4, Scalar::f16), 3)), "wp.array3d(dtype=wp.vec4h)");
  EXPECT_EQ(typeText(arrayType(structType(0), 2), "Cell"), "wp.array2d(dtype=Cell)");
  EXPECT_EQ(typeText(Type{}), "None");
}

TEST(Type, NamesThatWarpHasNotAreMadeInItsWay) {
  EXPECT_EQ(shortName(vectorType(5, Scalar::f64)), "vec5d");
  EXPECT_EQ(shortName(matrixType(2, 3, Scalar::f32)), "mat23");
  EXPECT_EQ(shortName(matrixType(12, 1, Scalar::f32)), "mat12x1");
  EXPECT_FALSE(hasOwnName(matrixType(2, 2, Scalar::i32)));
  EXPECT_TRUE(hasOwnName(vectorType(2, Scalar::u8)));
}

TEST(Type, IndicesTakeDimensionsAway) {
  Type array = arrayType(vectorType(3, Scalar::f32), 3);
  EXPECT_EQ(indexedType(array, 2), arrayType(vectorType(3, Scalar::f32), 1));
  EXPECT_EQ(indexedType(array, 3), vectorType(3, Scalar::f32));
  EXPECT_EQ(elementType(array), vectorType(3, Scalar::f32));
  EXPECT_EQ(componentType(matrixType(2, 3, Scalar::f64)), scalarType(Scalar::f64));
  EXPECT_EQ(matrixType(2, 3, Scalar::f64).components(), 6);
  EXPECT_EQ(kF32.components(), 1);
}

TEST(Type, ScalarsAreFoundByName) {
  for (int s = 0; s < kNumScalars; ++s) {
    ASSERT_NE(findScalar(scalarName(Scalar(s))), nullptr);
    EXPECT_EQ(*findScalar(scalarName(Scalar(s))), Scalar(s));
  }
  EXPECT_EQ(*findScalar("int"), Scalar::i32);
  EXPECT_EQ(*findScalar("float"), Scalar::f32);
  EXPECT_EQ(findScalar("int128"), nullptr);
}

}  // namespace
}  // namespace mlir_rl::kernel
