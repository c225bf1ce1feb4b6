#include "mlir_rl/kernel_run/buffer.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "mlir_rl/kernel_run/fill.h"
#include "mlir_rl/kernel_run/trees_test.h"

namespace mlir_rl::kernel::testing {
namespace {

TEST(Layout, StructsLieAsInC) {
  struct Inner {
    uint8_t flag;
    float x[3];
  };
  struct Outer {
    int16_t id;
    Inner inner;
    double m[2][2];
    ArrayView cells;
    int8_t last;
  };
  Module module = {
      .structs = {{"Inner", {{"flag", scalarType(Scalar::u8), {}}, {"x", vectorType(3, Scalar::f32), {}}}, {}},
                  {"Outer",
                   {{"id", scalarType(Scalar::i16), {}},
                    {"inner", structType(0), {}},
                    {"m", matrixType(2, 2, Scalar::f64), {}},
                    {"cells", arrayType(kF32, 2), {}},
                    {"last", scalarType(Scalar::i8), {}}},
                   {}}}};
  Layout layout(module);
  EXPECT_EQ(layout.size(structType(0)), sizeof(Inner));
  EXPECT_EQ(layout.size(structType(1)), sizeof(Outer));
  EXPECT_EQ(layout.offset(1, 1), offsetof(Outer, inner));
  EXPECT_EQ(layout.offset(1, 2), offsetof(Outer, m));
  EXPECT_EQ(layout.offset(1, 3), offsetof(Outer, cells));
  EXPECT_EQ(layout.offset(1, 4), offsetof(Outer, last));
  std::vector<Leaf> leaves = layout.leaves(structType(1));
  ASSERT_EQ(leaves.size(), 10U);  // id, flag, x, m, last; what cells views is elsewhere
  EXPECT_EQ(leaves[2].offset, offsetof(Outer, inner) + offsetof(Inner, x));
}

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
    isFloat(scalar) ? EXPECT_GT(seen.size(), 100U) : EXPECT_EQ(seen.size(), expected);
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

}  // namespace
}  // namespace mlir_rl::kernel::testing
