// Every rule that a run can break, with its place and details.

#include "mlir_rl/kernel_run/fault.h"

#include <cmath>

#include "mlir_rl/kernel_run/out_test.h"

namespace mlir_rl::kernel::testing {
namespace {

void expectFault(const Fault &fault, Rule rule, int line, const std::string &detail) {
  EXPECT_EQ(int(fault.rule), int(rule)) << faultText(fault);
  EXPECT_EQ(fault.place.line, line) << faultText(fault);
  EXPECT_EQ(fault.detail, detail);
}

TEST(RunFault, IndicesOutOfBounds) {
  for (int index : {-1, 3}) {
    Out k;
    k.add(assign(testing::at(2, 5, k.at(index)), i32(1)));
    expectFault(k.fault(), Rule::indexOutOfBounds, 2,
                "index " + std::to_string(index) + " in dimension 0 of out, which has 3");
    Out read;
    read.add(assign(read.at(0), testing::at(3, 5, read.at(literal(scalarType(Scalar::i8), index)))));
    expectFault(read.fault(), Rule::indexOutOfBounds, 3,
                "index " + std::to_string(index) + " in dimension 0 of out, which has 3");
  }
  Out vector;
  Expr v = vector.local("v", vectorType(2, Scalar::i32));
  vector.add(assign(v, construct(v.type, {i32(1)})));
  vector.add(assign(vector.at(0), testing::at(4, 1, component(v, {i32(2)}))));
  expectFault(vector.fault(), Rule::indexOutOfBounds, 4, "index 2 in dimension 0 of v, which has 2");
  Out matrix;
  Expr m = matrix.local("m", matrixType(2, 3, Scalar::i32)), i = matrix.local("i", kI32);
  matrix.add(assign(m, construct(m.type, {i32(1)})));
  matrix.add(assign(i, i32(3)));
  matrix.add(assign(testing::at(5, 1, component(m, {i32(0), i})), i32(0)));
  expectFault(matrix.fault(), Rule::indexOutOfBounds, 5, "index 3 in dimension 1 of m, which has 3");
  Out huge;
  Expr last = literal(scalarType(Scalar::u64), 0);
  last.value.integer = -1;
  huge.add(assign(huge.at(last), i32(1)));
  EXPECT_EQ(int(huge.fault().rule), int(Rule::indexOutOfBounds));
  Out bound;
  bound.add(assign(bound.at(0), op(Builtin::lowerBound, {bound.out, i32(0), i32(4), i32(1)})));
  expectFault(bound.fault(), Rule::indexOutOfBounds, 0, "elements 0 to 4 of an array of 3");
}

TEST(RunFault, VariablesWithoutValue) {
  Out k;
  Expr x = k.local("x", kI32), i = k.local("i", kI32);
  k.add(assign(i, tid()));
  k.add(branch(op(Builtin::greater, {i, i32(0)}), {assign(x, i32(4))}));
  k.add(assign(k.at(i), testing::at(3, 9, x)));
  Fault fault = k.fault({{2}});
  expectFault(fault, Rule::noValue, 3, "x");
  EXPECT_EQ(faultText(fault), "3:9: in kernel, thread (0, 0, 0, 0): a variable is read that has no value yet: x");
  // A variable of an earlier thread, call or no iteration gives none.
  Buffer buffer = numbers(kI32, {3});
  Outcome backwards = launch(k.module(), {arrayArgument(buffer)}, {{2}, 0});
  EXPECT_TRUE(backwards.fault);
  Out loop;
  Expr j = loop.local("j", kI32);
  loop.add(forLoop(j, {i32(0), loop.at(0), i32(1)}, {plain(StmtKind::pass)}));
  loop.add(assign(loop.at(1), j));
  expectFault(loop.fault(), Rule::noValue, 0, "j");
  EXPECT_EQ(loop.run({2, 0}), (Values{2, 1}));
  Out part;
  Expr v = part.local("v", vectorType(2, Scalar::i32));
  part.add(assign(component(v, {i32(0)}), i32(1)));
  expectFault(part.fault(), Rule::noValue, 0, "v");
}

TEST(RunFault, Arithmetic) {
  struct Broken {
    Builtin row;
    Scalar scalar;
    double a, b;
    Rule rule;
    const char *detail;
  };
  using B = Builtin;
  for (const Broken &broken :
       std::vector<Broken>{{B::div, Scalar::i32, 5, 0, Rule::divisionByZero, "5 and 0"},
                           {B::floordiv, Scalar::u8, 5, 0, Rule::divisionByZero, "5 and 0"},
                           {B::mod, Scalar::i64, 5, 0, Rule::divisionByZero, "5 and 0"},
                           {B::div, Scalar::i8, -128, -1, Rule::lowestByMinusOne, "-128 and -1"},
                           {B::mod, Scalar::i32, -2147483648.0, -1, Rule::lowestByMinusOne, "-2147483648 and -1"},
                           {B::floordiv, Scalar::i16, -32768, -1, Rule::lowestByMinusOne, "-32768 and -1"},
                           {B::shl, Scalar::i32, 1, 32, Rule::shiftOutOfRange, "1 and 32"},
                           {B::shr, Scalar::i8, 1, -1, Rule::shiftOutOfRange, "1 and -1"},
                           {B::shl, Scalar::u16, 1, 16, Rule::shiftOutOfRange, "1 and 16"}}) {
    Out k;
    Type type = scalarType(broken.scalar);
    Expr value = op(broken.row, {literal(type, broken.a), literal(type, broken.b)});
    k.add(assign(k.local("x", type), testing::at(6, 7, value)));
    expectFault(k.fault(), broken.rule, 6, broken.detail);
  }
  Out vector;
  Expr v = construct(vectorType(2, Scalar::i32), {i32(1), i32(0)});
  vector.add(assign(vector.local("v", v.type), op(Builtin::cwDiv, {v, v})));
  expectFault(vector.fault(), Rule::divisionByZero, 0, "0 and 0");
  Out draw;
  Expr state = draw.local("s", scalarType(Scalar::u32));
  draw.add(assign(state, literal(state.type, 1)));
  draw.add(assign(draw.at(0), op(Builtin::randi, {state, i32(4), i32(4)})));
  expectFault(draw.fault(), Rule::divisionByZero, 0, "low and high are both 4");
}

TEST(RunFault, CastsThatDoNotFit) {
  struct Broken {
    Builtin cast;
    Scalar from;
    double value;
    const char *detail;
  };
  using B = Builtin;
  for (const Broken &broken : std::vector<Broken>{{B::castInt8, Scalar::f32, 128, "128"},
                                                  {B::castInt32, Scalar::f64, 2147483648.0, "2147483648"},
                                                  {B::castUint8, Scalar::f32, -1, "-1"},
                                                  {B::castInt64, Scalar::f32, 0x1p63, "9.2233720368547758e+18"},
                                                  {B::castUint16, Scalar::f16, std::nan(""), "nan"},
                                                  {B::castInt32, Scalar::f64, HUGE_VAL, "inf"}}) {
    Out k;
    Expr value = op(broken.cast, {literal(scalarType(broken.from), broken.value)});
    k.add(assign(k.local("x", value.type), testing::at(7, 3, value)));
    expectFault(k.fault(), Rule::castDoesNotFit, 7, broken.detail);
  }
}

TEST(RunFault, LoopsAssertionsAndReturns) {
  Out step;
  step.add(testing::at(2, 1, forLoop(step.local("i", kI32), {i32(0), i32(3), step.at(0)}, {plain(StmtKind::pass)})));
  expectFault(step.fault(), Rule::stepIsZero, 2, "");
  Out holds;
  holds.add(testing::at(3, 1, assertion(op(Builtin::equal, {tid(), i32(0)}))));
  Fault fault = holds.fault({{5}});
  expectFault(fault, Rule::assertionFails, 3, "");
  EXPECT_EQ(fault.thread[0], 1);
  Making f("f");
  f.function.place = {8, 1};
  Expr x = f.parameter("x", kI32);
  f.add(branch(op(Builtin::less, {x, i32(0)}), {giveBack({x})}));
  f.function.results = {kI32};
  Out k;
  k.functions = {f.function};
  k.add(assign(k.at(0), call(0, kI32, {i32(1)})));
  fault = k.fault();
  expectFault(fault, Rule::missingReturn, 8, "");
  EXPECT_EQ(fault.function, "f");
}

TEST(RunFault, EndlessLoops) {
  Out loop;
  loop.add(testing::at(4, 5, whileLoop(boolean(true), {update(Builtin::add, loop.at(0), i32(1))})));
  expectFault(loop.fault({{1}, std::nullopt, 1000}), Rule::tooManyIterations, 4, "");
  Out range;
  range.add(testing::at(5, 5, forLoop(range.local("i", kI32), {i32(0), i32(11), i32(1)}, {plain(StmtKind::pass)})));
  expectFault(range.fault({{1}, std::nullopt, 10}), Rule::tooManyIterations, 5, "");
  Buffer buffer = numbers(kI32, {1});
  EXPECT_FALSE(launch(range.module(), {arrayArgument(buffer)}, {{1}, std::nullopt, 11}).fault);
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
