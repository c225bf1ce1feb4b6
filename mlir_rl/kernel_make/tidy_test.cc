#include "mlir_rl/kernel_make/tidy.h"

#include <gtest/gtest.h>

#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel/parts.h"
#include "mlir_rl/kernel/print.h"

namespace mlir_rl::kernel::make {
namespace {

using namespace parts;

/// A kernel of an array `a` and locals x, y, k.
struct Example {
  Module module;
  Function function = {"k", 1,  {{"a", arrayType(kF32, 1), {}}, {"x", kF32, {}}, {"y", kF32, {}}, {"k", kI32, {}}},
                       {},  {}, {}};
  Expr a = variable(0, arrayType(kF32, 1)), x = variable(1, kF32), y = variable(2, kF32), k = variable(3, kI32);
  Expr zero = intLiteral(0), first = element(a, {zero});

  std::string text() const {
    std::string all = printFunction(function, module, true);
    return all.substr(all.find(":\n") + 2);
  }
  Stmt store(Expr value) { return assign(first, std::move(value)); }
  Stmt loopOf(std::vector<Stmt> body, int count = 20) {
    return forLoop(k, {zero, intLiteral(count), intLiteral(1)}, std::move(body));
  }
  Expr positive(Expr value) {
    return {.kind = ExprKind::builtin,
            .row = Builtin::greater,
            .type = kBool,
            .operands = {std::move(value), floatLiteral(0)}};
  }
};

TEST(Tidy, WhatNothingReadsIsLeftOut) {
  Example e;
  e.function.body = {assign(e.x, floatLiteral(1)), assign(e.y, e.x), e.loopOf({update(Builtin::add, e.y, e.x)}),
                     branch(e.positive(e.x), {assign(e.y, floatLiteral(2))}), e.store(e.x)};
  sweep(e.function);
  EXPECT_EQ(e.text(), "    x = 1.0\n    a[0] = x\n");
}

TEST(Tidy, ABranchKeepsItsLeftSideOnly) {
  Example e;
  e.function.body = {assign(e.x, floatLiteral(1)), branch(e.positive(e.x), {assign(e.y, e.x)}, {e.store(e.x)})};
  sweep(e.function);
  EXPECT_EQ(e.text(), "    x = 1.0\n    if not x > 0.0:\n        a[0] = x\n");
}

TEST(Tidy, ASideThatPassesByGoesOnToSaySo) {
  Example e;
  Stmt stored = branch(e.positive(e.first), {plain(StmtKind::pass)}, {e.store(e.zero)});
  Expr both = {.kind = ExprKind::builtin, .row = Builtin::logicalAnd, .type = kBool};
  both.operands = {e.positive(e.first), e.positive(e.x)};
  e.function.body = {assign(e.x, e.first), stored, branch(both, {assign(e.y, e.x)}, {e.store(e.x)}),
                     branch(e.positive(e.x), {plain(StmtKind::pass)}, {assign(e.y, e.x)})};
  sweep(e.function);
  EXPECT_EQ(e.text(),
            "    x = a[0]\n    if a[0] > 0.0:\n        pass\n    else:\n        a[0] = 0\n"
            "    if a[0] > 0.0 and x > 0.0:\n        pass\n    else:\n        a[0] = x\n");
}

TEST(Tidy, BreaksStayWithTheirLoops) {
  Example e;
  Stmt leave = branch(e.positive(e.first), {plain(StmtKind::breakLoop)});
  e.function.body = {assign(e.x, floatLiteral(0)), e.loopOf({update(Builtin::add, e.x, e.first), leave}), e.store(e.x)};
  sweep(e.function);
  EXPECT_NE(e.text().find("break"), std::string::npos);
  e.function.body.pop_back();
  sweep(e.function);
  EXPECT_TRUE(e.function.body.empty());
}

TEST(Tidy, VariablesThatLoopsChangeAreDeclared) {
  Example e;
  Stmt change = update(Builtin::add, e.x, e.first);
  e.function.body = {assign(e.x, floatLiteral(0)), assign(e.y, floatLiteral(0)), e.loopOf({change}),
                     e.loopOf({update(Builtin::add, e.y, e.x)}, 4), e.store(e.y)};
  declareLiterals(e.function, e.module);
  EXPECT_EQ(e.text(),
            "    x = float(0.0)\n    y = 0.0\n    for k in range(20):\n        x += a[0]\n"
            "    for k in range(4):\n        y += x\n    a[0] = y\n");
  EXPECT_FALSE(e.function.body[2].unrolled);
  EXPECT_TRUE(e.function.body[3].unrolled);
}

TEST(Tidy, VariablesStandInTheOrderOfTheirAssignments) {
  Example e;
  e.function.body = {assign(e.y, floatLiteral(1)), assign(e.x, e.y), e.store(e.x)};
  Function arranged = make::arranged(e.function, {0});
  ASSERT_EQ(arranged.variables.size(), 3U);
  EXPECT_EQ(arranged.variables[1].name, "y");
  EXPECT_EQ(arranged.variables[2].name, "x");
  EXPECT_EQ(arranged.body[0].targets[0].id, 1);
}

}  // namespace
}  // namespace mlir_rl::kernel::make
