#include "mlir_rl/kernel_lower/structured.h"

#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_run/trees_test.h"

namespace mlir_rl::kernel::testing {
namespace {

using lowering::structured;
using B = Builtin;

Stmt breakLoop() { return plain(StmtKind::breakLoop); }
Stmt continueLoop() { return plain(StmtKind::continueLoop); }

/// A function of `n` with the variables k and x.
struct Example : Making {
  Expr n, k, x;
  Example() : Making("f"), n(parameter("n", kI32)), k(local("k", kI32)), x(local("x", kI32)) {}

  Stmt grow() const { return update(B::add, x, k); }
  Expr above(int limit) const { return op(B::greater, {k, i32(limit)}); }
  /// The structured function's statements as Python, without its head.
  std::string text() const {
    Module module;
    std::string all = printFunction(structured(function, module), module, false);
    return all.substr(all.find(":\n") + 2);
  }
};

TEST(Structured, WhatFollowsAnIfThatLeavesGoesIntoItsOtherSide) {
  Example f;
  f.add(forLoop(f.k, {i32(0), f.n, i32(1)}, {branch(f.above(3), {continueLoop()}), f.grow()}));
  EXPECT_EQ(f.text(),
            "    for k in range(n):\n"
            "        staying = True\n"
            "        if k > 3:\n"
            "            staying = False\n"
            "        else:\n"
            "            x += k\n");
}

TEST(Structured, AForLoopThatBreaksCounts) {
  Example f;
  f.add(forLoop(f.k, {i32(2), f.n, i32(3)}, {branch(f.above(3), {breakLoop()}), f.grow()}));
  EXPECT_EQ(f.text(),
            "    next = 2\n"
            "    stop = n\n"
            "    looping = True\n"
            "    while looping and next < stop:\n"
            "        k = next\n"
            "        if k > 3:\n"
            "            looping = False\n"
            "        else:\n"
            "            x += k\n"
            "        next = next + 3\n");
}

TEST(Structured, AStepOfAnySignIsAskedInTheCondition) {
  Example f;
  f.add(forLoop(f.k, {i32(0), i32(9), f.n}, {breakLoop()}));
  EXPECT_EQ(f.text(),
            "    next = 0\n"
            "    step = n\n"
            "    looping = True\n"
            "    while looping and (next < 9 if step > 0 else next > 9):\n"
            "        k = next\n"
            "        looping = False\n"
            "        next = next + step\n");
}

TEST(Structured, AWhileLoopAsksItsConditionOnlyWhileItGoesOn) {
  Example f;
  f.add(whileLoop(f.above(0), {branch(f.above(5), {breakLoop()}), f.grow()}));
  f.add(whileLoop(boolean(true), {breakLoop()}));
  EXPECT_EQ(f.text(),
            "    looping = True\n"
            "    while looping and k > 0:\n"
            "        if k > 5:\n"
            "            looping = False\n"
            "        else:\n"
            "            x += k\n"
            "    looping = True\n"
            "    while looping:\n"
            "        looping = False\n");
}

TEST(Structured, StatementsAfterAnExitOfEitherSideAskWhetherToGoOn) {
  Example f;
  Stmt deep = branch(f.above(1), {branch(f.above(2), {breakLoop()}), f.grow()}, {branch(f.above(3), {continueLoop()})});
  f.add(whileLoop(f.above(0), {deep, f.grow()}));
  EXPECT_EQ(f.text(),
            "    looping = True\n"
            "    while looping and k > 0:\n"
            "        staying = True\n"
            "        if k > 1:\n"
            "            if k > 2:\n"
            "                looping = False\n"
            "            else:\n"
            "                x += k\n"
            "        elif k > 3:\n"
            "            staying = False\n"
            "        if looping and staying:\n"
            "            x += k\n");
}

TEST(Structured, ReturnsOfAFunctionBecomeItsLastStatement) {
  Example f;
  f.function.results = {kI32};
  f.add(branch(f.above(0), {giveBack({f.k})}));
  f.add(forLoop(f.k, {i32(0), f.n, i32(1)}, {branch(f.above(7), {giveBack({f.x})})}));
  f.add(giveBack({i32(-1)}));
  EXPECT_EQ(f.text(),
            "    running = True\n"
            "    if k > 0:\n"
            "        result = k\n"
            "        running = False\n"
            "    else:\n"
            "        next = 0\n"
            "        stop = n\n"
            "        while running and next < stop:\n"
            "            k = next\n"
            "            if k > 7:\n"
            "                result = x\n"
            "                running = False\n"
            "            next = next + 1\n"
            "        if running:\n"
            "            result = -1\n"
            "            running = False\n"
            "    return result\n");
}

TEST(Structured, SeveralResultsAreAssignedAtOnce) {
  Example f;
  f.function.results = {kI32, kI32};
  f.add(branch(f.above(0), {giveBack({f.x, f.k})}, {giveBack({f.k, f.x})}));
  EXPECT_EQ(f.text(),
            "    running = True\n"
            "    if k > 0:\n"
            "        result, result = x, k\n"
            "        running = False\n"
            "    else:\n"
            "        result, result = k, x\n"
            "        running = False\n"
            "    return result, result\n");
}

TEST(Structured, FunctionsWithOneReturnAtTheEndStayAsTheyAre) {
  Example f;
  f.function.results = {kI32};
  f.add(forLoop(f.k, {i32(0), f.n, i32(1)}, {f.grow()}));
  f.add(giveBack({f.x}));
  EXPECT_EQ(structured(f.function, {}), f.function);
}

TEST(Structured, StatementsThatAreNeverReachedGo) {
  Example f;
  f.add(whileLoop(f.above(0), {breakLoop(), f.grow()}));
  f.add(giveBack({}));
  f.add(f.grow());
  EXPECT_EQ(f.text(),
            "    running = True\n"
            "    looping = True\n"
            "    while looping and k > 0:\n"
            "        looping = False\n"
            "    running = False\n");
}

TEST(Structured, ConditionsAreNegatedWhereThatIsExact) {
  Example f;
  Module module;
  auto negation = [&](const Expr &expr) { return printExpr(lowering::negated(expr), f.function, module); };
  EXPECT_EQ(negation(f.above(3)), "k <= 3");
  EXPECT_EQ(negation(op(B::equal, {f32(1), f32(2)})), "1.0 != 2.0");
  EXPECT_EQ(negation(op(B::less, {f32(1), f32(2)})), "not 1.0 < 2.0");
  EXPECT_EQ(negation(op(B::logicalNot, {f.above(3)})), "k > 3");
  EXPECT_EQ(negation(boolean(true)), "not True");
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
