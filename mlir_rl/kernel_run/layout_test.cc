#include "mlir_rl/kernel_run/layout.h"

#include <cstddef>

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

}  // namespace
}  // namespace mlir_rl::kernel::testing
