#include "mlir_rl/kernel_run/buffer.h"

#include <cmath>

#include "mlir_rl/kernel_run/trees_test.h"

namespace mlir_rl::kernel::testing {
namespace {

TEST(Buffer, FirstDifferenceIsByBits) {
  Buffer a = numbers(vectorType(2, Scalar::f32), {2}, {1, 2, 3, 4}), b = a;
  EXPECT_FALSE(firstDifference(a, b));
  b.setValue(1, {.real = std::nextafter(3.0F, 4.0F)}, 0);
  auto difference = firstDifference(a, b);
  ASSERT_TRUE(difference);
  EXPECT_EQ(differenceText(*difference), "element 1, component 0: expected 3, got 3.00000024 (1 ulp)");
  EXPECT_NE(hashBuffer(a), hashBuffer(b));
}

TEST(Buffer, ZerosHaveSignsAndNansAreAllEqual) {
  Buffer a = numbers(kF32, {1}, {0.0}), b = numbers(kF32, {1}, {-0.0});
  ASSERT_TRUE(firstDifference(a, b));
  EXPECT_EQ(firstDifference(a, b)->ulps, 0);
  EXPECT_NE(hashBuffer(a), hashBuffer(b));
  a.setBits(0, 0, 0x7fc00000);
  b.setBits(0, 0, 0xffc00001);
  EXPECT_FALSE(firstDifference(a, b));
  EXPECT_EQ(hashBuffer(a), hashBuffer(b));
  b.setValue(0, {.real = 1});
  EXPECT_TRUE(std::isinf(firstDifference(a, b)->ulps));
  Buffer yes = numbers(kBool, {1}, {1}), two = yes;
  two.setBits(0, 0, 2);
  EXPECT_FALSE(firstDifference(yes, two));
}

TEST(Buffer, DistancesCountRepresentableValues) {
  struct Pair {
    Scalar scalar;
    double a, b, ulps;
  };
  for (const Pair &pair : std::vector<Pair>{{Scalar::f16, 1, 1.0009765625, 1},
                                            {Scalar::f64, 1, 1 + 0x1p-52, 1},
                                            {Scalar::i8, -128, 127, 255},
                                            {Scalar::f32, -0x1p-149, 0x1p-149, 2},
                                            {Scalar::boolean, 0, 1, 1}}) {
    Buffer a = numbers(scalarType(pair.scalar), {1}, {pair.a}), b = numbers(scalarType(pair.scalar), {1}, {pair.b});
    ASSERT_TRUE(firstDifference(a, b));
    EXPECT_EQ(firstDifference(a, b)->ulps, pair.ulps);
  }
}

TEST(Buffer, PaddingDoesNotCount) {
  Module module = {.structs = {{"S", {{"a", scalarType(Scalar::u8), {}}, {"b", kF32, {}}}, {}}}};
  Buffer a = makeBuffer(Layout(module), structType(0), {2}), b = a;
  b.bytes[1] = std::byte(7);
  EXPECT_FALSE(firstDifference(a, b));
  EXPECT_EQ(hashBuffer(a), hashBuffer(b));
  EXPECT_NE(hashBuffer(a), hashBuffer(makeBuffer(Layout(module), structType(0), {1, 2})));
}

TEST(Buffer, StructsAreArguments) {
  Making k("kernel");
  Module module = {.structs = {{"S", {{"a", scalarType(Scalar::u8), {}}, {"out", arrayType(kI32, 1), {}}}, {}}}};
  Expr s = k.parameter("s", structType(0));
  Expr out = field(s, 1, arrayType(kI32, 1)), a = field(s, 0, scalarType(Scalar::u8));
  k.add(assign(element(out, {i32(1)}), op(Builtin::castInt32, {a})));
  module.kernels = {k.function};
  Buffer buffer = numbers(kI32, {2});
  std::vector<Argument> fields = {scalarArgument({.integer = 200}, Scalar::u8), arrayArgument(buffer)};
  EXPECT_FALSE(launch(module, {structArgument(Layout(module), 0, fields)}).fault);
  EXPECT_EQ(contents(buffer), (std::vector<double>{0, 200}));
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
