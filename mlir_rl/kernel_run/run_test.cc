// What statements mean, and every rule that a run can break.

#include "mlir_rl/kernel_run/run.h"

#include <algorithm>
#include <cmath>

#include "mlir_rl/kernel_run/trees_test.h"

namespace mlir_rl::kernel::testing {
namespace {

const Type kI32Array = arrayType(kI32, 1);

/// A kernel with an array `out` of int32 as its only parameter.
struct Out : Making {
  Expr out;
  std::vector<Function> functions;
  std::vector<Struct> structs;
  std::vector<Constant> constants;
  Out() : Making("kernel"), out(parameter("out", kI32Array)) {}

  Expr at(Expr index) const { return element(out, {std::move(index)}); }
  Expr at(int index) const { return at(i32(index)); }
  Module module() const {
    return {.constants = constants, .structs = structs, .functions = functions, .kernels = {function}};
  }
  std::vector<double> run(std::vector<double> start, const Launch &how = {{1}}) const {
    Buffer buffer = numbers(kI32, {int32_t(start.size())}, start);
    Outcome outcome = launch(module(), {arrayArgument(buffer)}, how);
    EXPECT_FALSE(outcome.fault) << (outcome.fault ? faultText(*outcome.fault) : "");
    return contents(buffer);
  }
  /// The fault of a launch on three zeros.
  Fault fault(const Launch &how = {{1}}) const {
    Buffer buffer = numbers(kI32, {3});
    Outcome outcome = launch(module(), {arrayArgument(buffer)}, how);
    EXPECT_TRUE(outcome.fault);
    return outcome.fault.value_or(Fault{});
  }
};

using Values = std::vector<double>;

Expr plusOne(Expr x) { return op(Builtin::add, {std::move(x), i32(1)}); }

TEST(Run, TupleAssignmentReadsAllBeforeItWrites) {
  Out k;
  Expr a = k.local("a", kI32), b = k.local("b", kI32);
  k.add(assignMany({a, b}, tuple({i32(1), i32(2)})));
  k.add(assignMany({a, b}, tuple({b, a})));
  // The index is evaluated before `a` is written.
  k.add(assignMany({a, k.at(a)}, tuple({i32(0), i32(9)})));
  k.add(assign(k.at(0), op(Builtin::add, {op(Builtin::mul, {a, i32(10)}), b})));
  EXPECT_EQ(k.run({0, 0, 0}), (Values{1, 0, 9}));
}

TEST(Run, WhileBreakAndContinue) {
  Out k;
  Expr i = k.local("i", kI32);
  k.add(assign(i, i32(0)));
  k.add(whileLoop(boolean(true), {update(Builtin::add, i, i32(1)),
                                  branch(op(Builtin::equal, {i, i32(2)}), {plain(StmtKind::continueLoop)}),
                                  branch(op(Builtin::greater, {i, i32(4)}), {plain(StmtKind::breakLoop)}),
                                  update(Builtin::add, k.at(0), i), plain(StmtKind::pass)}));
  k.add(assign(k.at(1), i));
  EXPECT_EQ(k.run({0, 0}), (Values{8, 5}));  // 1 + 3 + 4
}

TEST(Run, ForLoopKeepsItsCourseAndItsLastValue) {
  Out k;
  Expr i = k.local("i", kI32), stop = k.local("stop", kI32);
  k.add(assign(stop, i32(10)));
  k.add(forLoop(i, {i32(7), stop, i32(-3)}, {assign(k.at(2), i32(1))}));  // no iteration
  k.add(forLoop(i, {i32(1), stop, i32(4)},
                {update(Builtin::add, k.at(0), i), assign(stop, i32(0)), assign(i, i32(100)),
                 branch(boolean(false), {plain(StmtKind::continueLoop)})}));
  k.add(forLoop(i, {i32(5), i32(0), i32(-2)}, {update(Builtin::mul, k.at(1), i)}));
  k.add(assign(k.at(2), op(Builtin::add, {k.at(2), i})));
  EXPECT_EQ(k.run({0, 1, 0}), (Values{15, 15, 1}));  // 1 + 5 + 9; 5 * 3 * 1; the last i is 1
}

TEST(Run, UnrolledAndRolledLoopsMeanTheSame) {
  for (bool unrolled : {false, true}) {
    Out k;
    Expr i = k.local("i", kI32);
    Stmt loop = forLoop(i, {i32(0), i32(4), i32(1)}, {update(Builtin::add, k.at(0), op(Builtin::mul, {i, i}))});
    loop.unrolled = unrolled;
    k.add(loop);
    k.add(assign(k.at(1), i));
    EXPECT_EQ(k.run({0, 0}), (Values{14, 3}));
  }
}

TEST(Run, BranchesAndConditionalsEvaluateOneSide) {
  Out k;
  Expr add = op(Builtin::atomicAdd, {k.out, i32(0), i32(1)}),
       subtract = op(Builtin::atomicSub, {k.out, i32(1), i32(1)});
  k.add(assign(k.at(2), conditional(boolean(true), add, subtract)));
  k.add(branch(boolean(false), {assign(k.at(2), i32(7))}, {update(Builtin::add, k.at(2), i32(5))}));
  EXPECT_EQ(k.run({3, 3, 0}), (Values{4, 3, 8}));
}

TEST(Run, LogicalOperatorsEvaluateBothSides) {
  Out k;
  Expr add = op(Builtin::greater, {op(Builtin::atomicAdd, {k.out, i32(0), i32(1)}), i32(100)});
  k.add(branch(op(Builtin::logicalAnd, {boolean(false), add}), {plain(StmtKind::pass)}));
  k.add(branch(op(Builtin::logicalOr, {boolean(true), add}), {plain(StmtKind::pass)}));
  EXPECT_EQ(k.run({0}), (Values{2}));
}

TEST(Run, OperandsAreEvaluatedFromLeftToRight) {
  Out k;
  Expr state = k.local("state", scalarType(Scalar::u32));
  k.add(assign(state, literal(scalarType(Scalar::u32), 1)));
  // state + randu(state): the left side is read before the draw moves it.
  Expr sum = op(Builtin::sub, {op(Builtin::randu, {state}), state});
  k.add(assign(k.at(0), op(Builtin::castInt32, {sum})));  // the draw is the new state: 0
  k.add(assign(state, literal(scalarType(Scalar::u32), 1)));
  Expr before = op(Builtin::sub, {state, op(Builtin::randu, {state})});
  k.add(assign(k.at(1), op(Builtin::castInt32, {before})));  // 1 - 2831084092, in 32 bits
  EXPECT_EQ(k.run({9, 9}), (Values{0, 1463883205}));
}

TEST(Run, UpdatesOfElementsAreAtomicAndOthersReadFirst) {
  Making f("bump");
  Expr a = f.parameter("a", kI32Array);
  f.add(update(Builtin::add, element(a, {i32(0)}), i32(10)));
  f.add(giveBack({i32(2)}));
  f.function.results = {kI32};
  for (bool atomic : {true, false}) {
    Out k;
    k.functions = {f.function};
    k.add(update(atomic ? Builtin::add : Builtin::mul, k.at(0), call(0, kI32, {k.out})));
    EXPECT_EQ(k.run({3}), atomic ? (Values{15}) : (Values{6}));
  }
}

TEST(Run, FunctionsCopyValuesShareArraysAndGiveSeveralResults) {
  Making f("both");
  Expr x = f.parameter("x", kI32), a = f.parameter("a", kI32Array);
  f.add(update(Builtin::mul, x, i32(3)));
  f.add(assign(element(a, {i32(2)}), x));
  f.add(giveBack({x, plusOne(x)}));
  f.function.results = {kI32, kI32};
  Making g("twice");
  Expr y = g.parameter("y", kI32);
  g.add(giveBack({op(Builtin::mul, {y, i32(2)})}));
  g.function.results = {kI32};
  Out k;
  k.functions = {f.function, g.function};
  Expr v = k.local("v", kI32), p = k.local("p", kI32), q = k.local("q", kI32);
  k.add(assign(v, i32(5)));
  k.add(assignMany({p, q}, call(0, {}, {v, k.out})));
  k.add({.kind = StmtKind::evaluate, .values = {call(0, {}, {i32(1), k.out})}});
  k.add(assign(k.at(0), op(Builtin::add, {op(Builtin::mul, {v, i32(100)}), op(Builtin::add, {p, q})})));
  Expr nested = call(1, kI32, {op(Builtin::add, {call(1, kI32, {i32(1)}), call(1, kI32, {i32(10)})})});
  k.add(assign(k.at(1), nested));
  EXPECT_EQ(k.run({0, 0, 0}), (Values{531, 44, 3}));
}

TEST(Run, KernelsReturnEarlyAndParametersStartAnew) {
  Out k;
  Expr i = k.local("i", kI32), n = k.local("n", kI32);
  k.add(assign(i, tid()));
  k.add(branch(op(Builtin::equal, {i, i32(1)}), {giveBack({})}));
  k.add(assign(n, i));
  k.add(assign(k.at(i), plusOne(n)));
  k.add(assign(k.out, Expr(k.out)));
  EXPECT_EQ(k.run({0, 0, 0}, {{3}}), (Values{1, 0, 3}));
}

TEST(Run, ThreadsHaveIndicesInUpToFourDimensions) {
  Out k;
  Expr i[4];
  const char *names[] = {"i", "j", "k", "l"};
  for (int d = 0; d < 4; ++d) i[d] = k.local(names[d], kI32);
  k.add(assignMany({i[0], i[1], i[2], i[3]}, tids(4)));
  Expr index = i[0];
  for (int d = 1; d < 4; ++d) index = op(Builtin::add, {op(Builtin::mul, {index, i32(2)}), i[d]});
  k.add(assign(k.at(index), op(Builtin::add, {op(Builtin::mul, {i[0], i32(10)}), i[3]})));
  Values expected;
  for (int n = 0; n < 16; ++n) expected.push_back(n / 8 * 10 + n % 2);
  EXPECT_EQ(k.run(Values(16), {{2, 2, 2, 2}}), expected);
}

TEST(Run, ThreadOrderIsRowMajorOrDrawn) {
  Out k;
  k.add(assign(k.at(op(Builtin::atomicAdd, {k.out, i32(8), i32(1)})), tid()));
  EXPECT_EQ(k.run(Values(9), {{8}}), (Values{0, 1, 2, 3, 4, 5, 6, 7, 8}));
  Values drawn = k.run(Values(9), {{8}, 3});
  EXPECT_EQ(drawn, k.run(Values(9), {{8}, 3}));
  EXPECT_NE(drawn, (Values{0, 1, 2, 3, 4, 5, 6, 7, 8}));
  std::sort(drawn.begin(), drawn.end());
  EXPECT_EQ(drawn, (Values{0, 1, 2, 3, 4, 5, 6, 7, 8}));
}

TEST(Run, VectorsAndMatricesAreCopied) {
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

TEST(Run, StructsAreCopiedAndTheirArraysShared) {
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

TEST(Run, ElementsOfStructsAreReadAndWrittenInPlace) {
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

TEST(Run, ViewsOfArraysShareElementsAndHaveTheirShape) {
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

TEST(Run, ViewsMayHaveAnyStrides) {
  Out k;
  k.add(assign(k.at(tid()), plusOne(tid())));
  Buffer buffer = numbers(kI32, {4});
  ArrayView view = {.data = buffer.bytes.data() + 12, .shape = {2}, .strides = {-8}};
  Argument argument = {kI32Array, std::vector<std::byte>(sizeof view)};
  std::memcpy(argument.bytes.data(), &view, sizeof view);
  EXPECT_FALSE(launch(k.module(), {argument}, {{2}}).fault);
  EXPECT_EQ(contents(buffer), (Values{0, 2, 0, 1}));
}

TEST(Run, ConstantsAndZeros) {
  Out k;
  k.constants = {{"N", kI32, {.integer = 6}, {}}};
  Expr n = {.kind = ExprKind::constant, .type = kI32, .id = 0}, v = k.local("v", vectorType(2, Scalar::i32));
  k.add(forLoop(k.local("i", kI32), {i32(0), i32(2), i32(1)},
                {assign(v, construct(v.type, {})), update(Builtin::add, component(v, {i32(0)}), n)}));
  k.add(assign(k.at(0), component(v, {i32(0)})));
  EXPECT_EQ(k.run({0}), (Values{6}));
}

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

TEST(Run, LaunchesThatDoNotSuitAreErrorsOfUsage) {
  Out k;
  k.add(assign(k.at(tid()), i32(1)));
  Result<Code> code = compileModule(k.module());
  ASSERT_TRUE(code);
  Buffer buffer = numbers(kI32, {2}), floats = numbers(kF32, {2});
  std::vector<Argument> good = {arrayArgument(buffer)}, wrong = {arrayArgument(floats)};
  EXPECT_TRUE(run(*code, 0, {{2}}, good));
  EXPECT_EQ(run(*code, 0, {{0}}, good)->threads, 0);
  EXPECT_EQ(run(*code, 0, {{2, 1}}, good).error().message, "kernel is for a launch of 1 dimensions, not 2");
  EXPECT_EQ(run(*code, 0, {{-1}}, good).error().kind, ErrorKind::usage);
  EXPECT_EQ(run(*code, 0, {{1}}, wrong).error().message, "argument 0 of kernel is no wp.array(dtype=wp.int32)");
  EXPECT_EQ(run(*code, 0, {{1}}, {}).error().message, "kernel takes 1 arguments, not 0");
  EXPECT_EQ(findKernel(*code, "kernel"), 0);
  EXPECT_EQ(findKernel(*code, "other"), -1);
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
