// What statements mean, and every rule that a run can break.

#include "mlir_rl/kernel_run/run.h"

#include <algorithm>

#include "mlir_rl/kernel_run/out_test.h"

namespace mlir_rl::kernel::testing {
namespace {

Expr plusOne(Expr x) { return op(Builtin::add, {std::move(x), i32(1)}); }

TEST(Run, TupleAssignmentReadsAllBeforeItWrites) {
  Out k;
  Expr a = k.local("a", kI32), b = k.local("b", kI32);
  k.add(assignMany({a, b}, tuple({i32(1), i32(2)})));
  k.add(assignMany({a, b}, tuple({b, a})));
  k.add(assign(k.at(0), op(Builtin::add, {op(Builtin::mul, {a, i32(10)}), b})));
  EXPECT_EQ(k.run({0}), (Values{21}));
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

TEST(Run, LogicalOperatorsStopEarly) {
  Out k;
  Expr add = op(Builtin::greater, {op(Builtin::atomicAdd, {k.out, i32(0), i32(1)}), i32(100)});
  for (bool left : {false, true})
    for (Builtin row : {Builtin::logicalAnd, Builtin::logicalOr})
      k.add(branch(op(row, {boolean(left), add}), {update(Builtin::add, k.at(1), i32(1))}));
  EXPECT_EQ(k.run({0, 0}), (Values{2, 1}));  // `or` after False, `and` after True; only True or ... holds
}

TEST(Run, AConditionGuardsTheIndexBehindIt) {
  Out k;
  Expr i = k.local("i", kI32), before = k.at(op(Builtin::sub, {i, i32(1)}));
  k.add(assign(i, tid()));
  Expr follows = op(Builtin::logicalAnd,
                    {op(Builtin::greater, {i, i32(0)}), op(Builtin::equal, {before, op(Builtin::sub, {i, i32(1)})})});
  k.add(branch(follows, {assign(k.at(i), i)}));
  Expr first = op(Builtin::logicalOr, {op(Builtin::equal, {i, i32(0)}), op(Builtin::less, {before, i32(0)})});
  k.add(branch(first, {update(Builtin::sub, k.at(3), i32(1))}));
  EXPECT_EQ(k.run({0, 5, 5, 8}, {{3}}), (Values{0, 1, 2, 7}));
}

/// The target may stand on either side, and what it held decides.
TEST(Run, LogicalOperatorsMayBeAssignedToWhatTheyRead) {
  for (int a : {0, 1})
    for (int b : {0, 1}) {
      Out k;
      Expr x = k.local("x", kBool), y = k.local("y", kBool);
      std::vector<Expr> sides = {op(Builtin::logicalAnd, {x, y}), op(Builtin::logicalAnd, {y, x}),
                                 op(Builtin::logicalOr, {x, y}), op(Builtin::logicalOr, {y, x}),
                                 op(Builtin::logicalOr, {op(Builtin::logicalAnd, {y, x}), x})};
      for (size_t i = 0; i < sides.size(); ++i) {
        k.add(assignMany({x, y}, tuple({boolean(a != 0), boolean(b != 0)})));
        k.add(assign(x, sides[i]));
        k.add(assign(k.at(int(i)), op(Builtin::castInt32, {x})));
      }
      double both = a && b, either = a || b;
      EXPECT_EQ(k.run({0, 0, 0, 0, 0}), (Values{both, both, either, either, double(a)})) << a << b;
    }
}

TEST(Run, FloorDivisionOfIntegersRoundsDownInUpdatesToo) {
  Out k;
  Expr x = k.local("x", kI32);
  k.add(assign(x, i32(-7)));
  k.add(update(Builtin::floordiv, x, i32(2)));
  k.add(update(Builtin::floordiv, k.at(0), i32(-3)));
  k.add(assign(k.at(1), x));
  EXPECT_EQ(k.run({10, 0}), (Values{-4, -4}));
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

TEST(Run, UpdatesReadTheirTargetBeforeTheValueChangesIt) {
  Out k;
  Expr state = k.local("state", scalarType(Scalar::u32));
  k.add(assign(state, literal(state.type, 1)));
  k.add(update(Builtin::sub, state, op(Builtin::randu, {state})));
  k.add(assign(k.at(0), op(Builtin::castInt32, {state})));  // 1 - 2831084092, in 32 bits
  EXPECT_EQ(k.run({0}), (Values{1463883205}));
}

TEST(Run, IndicesThatChangeWhatTheyIndexComeAfterIt) {
  Out k;
  Type vec = vectorType(3, Scalar::i32);
  Making f("overwrite");
  Expr a = f.parameter("a", arrayType(vec, 1));
  f.add(assign(element(a, {i32(0)}), construct(vec, {i32(9)})));
  f.add(giveBack({i32(1)}));
  f.function.results = {kI32};
  Making kernel("kernel");
  Expr vectors = kernel.parameter("vectors", arrayType(vec, 1)), out = kernel.parameter("out", kI32Array);
  kernel.add(assign(element(out, {i32(0)}), component(element(vectors, {i32(0)}), {call(0, kI32, {vectors})})));
  // The value is read before the target's index changes it.
  kernel.add(assign(element(vectors, {i32(0)}), construct(vec, {i32(5)})));
  kernel.add(assign(element(out, {call(0, kI32, {vectors})}), component(element(vectors, {i32(0)}), {i32(2)})));
  Buffer first = numbers(vec, {1}, {1, 2, 3}), second = numbers(kI32, {2});
  Module module = {.functions = {f.function}, .kernels = {kernel.function}};
  EXPECT_FALSE(launch(module, {arrayArgument(first), arrayArgument(second)}).fault);
  EXPECT_EQ(contents(second), (Values{2, 5}));
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
