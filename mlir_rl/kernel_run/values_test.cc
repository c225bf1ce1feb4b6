// Values with parts: vectors, matrices, structs, arrays and views.

#include "mlir_rl/kernel_run/out_test.h"

namespace mlir_rl::kernel::testing {
namespace {

Expr plusOne(Expr x) { return op(Builtin::add, {std::move(x), i32(1)}); }

TEST(RunValues, VectorsAndMatricesAreCopied) {
  Out k;
  Type vec = vectorType(2, Scalar::i32), mat = matrixType(2, 2, Scalar::i32);
  Expr v = k.local("v", vec), w = k.local("w", vec), m = k.local("m", mat), i = k.local("i", kI32);
  k.add(assign(v, construct(vec, {i32(1), i32(2)})));
  k.add(assign(w, v));
  k.add(assign(component(w, {i32(0)}), i32(7)));
  k.add(assign(k.at(0), component(v, {i32(0)})));
  k.add(assign(m, construct(mat, {i32(1), i32(2), i32(3), i32(4)})));
  k.add(assign(m, op(Builtin::mul, {m, m})));  // 7 10 15 22
  k.add(assign(v, op(Builtin::mul, {m, v})));  // 27 59
  k.add(assign(i, i32(1)));
  k.add(assign(k.at(1), component(v, {i})));
  k.add(assign(component(m, {i}), construct(vec, {i32(5)})));
  k.add(update(Builtin::add, component(m, {i, i32(0)}), component(w, {i32(0)})));
  k.add(assign(k.at(2), op(Builtin::ddot, {m, construct(mat, {i32(1), i32(0), i32(10), i32(100)})})));
  EXPECT_EQ(k.run({0, 0, 0}), (Values{1, 59, 627}));  // 7 + 12 * 10 + 5 * 100
}

Struct particle() {
  return {"Particle",
          {{"id", scalarType(Scalar::i8), {}}, {"at", vectorType(2, Scalar::i32), {}}, {"cells", kI32Array, {}}},
          {}};
}

TEST(RunValues, StructsAreCopiedAndTheirArraysShared) {
  Out k;
  k.structs = {particle()};
  Type type = structType(0), vec = vectorType(2, Scalar::i32);
  Expr p = k.local("p", type), q = k.local("q", type);
  k.add(assign(p, construct(type, {literal(scalarType(Scalar::i8), 3), construct(vec, {i32(4), i32(5)}), k.out})));
  k.add(assign(q, p));
  k.add(assign(component(field(q, 1, vec), {i32(1)}), i32(50)));
  k.add(assign(element(field(q, 2, kI32Array), {i32(0)}), component(field(p, 1, vec), {i32(1)})));
  k.add(assign(k.at(1), component(field(q, 1, vec), {i32(1)})));
  k.add(assign(k.at(2), op(Builtin::castInt32, {field(p, 0, scalarType(Scalar::i8))})));
  EXPECT_EQ(k.run({0, 0, 0}), (Values{5, 50, 3}));
}

TEST(RunValues, ElementsOfStructsAreReadAndWrittenInPlace) {
  Making k("kernel");
  Struct pair = {"Pair", {{"tag", scalarType(Scalar::u8), {}}, {"x", vectorType(3, Scalar::f32), {}}}, {}};
  Type type = structType(0), vec = vectorType(3, Scalar::f32);
  Expr a = k.parameter("a", arrayType(type, 1)), i = k.local("i", kI32);
  k.add(assign(i, i32(1)));
  k.add(assign(component(field(element(a, {i}), 1, vec), {plusOne(i)}), f32(2.5)));
  k.add(assign(element(a, {i32(0)}), element(a, {i})));
  k.add(update(Builtin::add, component(field(element(a, {i}), 1, vec), {i}), f32(1)));
  Module module = {.structs = {pair}, .kernels = {k.function}};
  Buffer buffer = makeBuffer(Layout(module), type, {2});
  buffer.setValue(1, {.integer = 9}, 0);
  EXPECT_FALSE(launch(module, {arrayArgument(buffer)}).fault);
  EXPECT_EQ(contents(buffer), (Values{9, 0, 0, 2.5, 9, 0, 1, 2.5}));
}

TEST(RunValues, ViewsOfArraysShareElementsAndHaveTheirShape) {
  Making k("kernel");
  Expr a = k.parameter("a", arrayType(kI32, 3)), row = k.local("row", arrayType(kI32, 2));
  Expr line = k.local("line", kI32Array);
  k.add(assign(row, element(a, {literal(scalarType(Scalar::u8), 1)})));
  k.add(assign(line, element(row, {i32(0)})));
  k.add(assign(element(line, {i32(1)}), {.kind = ExprKind::shape, .type = kI32, .id = 1, .operands = {row}}));
  k.add(assign(element(a, {i32(0), i32(0), i32(0)}), op(Builtin::len, {row})));
  k.add(update(Builtin::add, element(a, {i32(1), i32(1), i32(2)}), i32(4)));
  Module module = {.kernels = {k.function}};
  Buffer buffer = numbers(kI32, {2, 2, 3});
  EXPECT_FALSE(launch(module, {arrayArgument(buffer)}).fault);
  EXPECT_EQ(contents(buffer), (Values{2, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 4}));
}

TEST(RunValues, ViewsMayHaveAnyStrides) {
  Out k;
  k.add(assign(k.at(tid()), plusOne(tid())));
  Buffer buffer = numbers(kI32, {4});
  ArrayView view = {.data = buffer.bytes.data() + 12, .shape = {2}, .strides = {-8}};
  Argument argument = {kI32Array, std::vector<std::byte>(sizeof view)};
  std::memcpy(argument.bytes.data(), &view, sizeof view);
  EXPECT_FALSE(launch(k.module(), {argument}, {{2}}).fault);
  EXPECT_EQ(contents(buffer), (Values{0, 2, 0, 1}));
}

TEST(RunValues, ConstantsAndZeros) {
  Out k;
  k.constants = {{"N", kI32, {.integer = 6}, {}}};
  Expr n = {.kind = ExprKind::constant, .type = kI32, .id = 0}, v = k.local("v", vectorType(2, Scalar::i32));
  k.add(forLoop(k.local("i", kI32), {i32(0), i32(2), i32(1)},
                {assign(v, construct(v.type, {})), update(Builtin::add, component(v, {i32(0)}), n)}));
  k.add(assign(k.at(0), component(v, {i32(0)})));
  EXPECT_EQ(k.run({0}), (Values{6}));
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
