#include "mlir_rl/kernel_make/scope.h"

#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/rig_test.h"

namespace mlir_rl::kernel::make {
namespace {

/// A condition that depends on the thread.
Value test(Rig &rig) { return surely(Builtin::less, {rig.m.space.indices[0], whole(2)}); }

TEST(Scope, AVariableIsOpenInItsBlockOnly) {
  Rig rig(1);
  enter(rig.m, 1);
  Value inner;
  std::vector<Stmt> block = inBlock(rig.m, [&] { inner = declare(rig.m, number(kF32, 1)); });
  EXPECT_EQ(block.size(), 1U);
  EXPECT_FALSE(rig.m.known(inner).open);
  for (const Value &value : unread(rig.m)) EXPECT_NE(value.expr, inner.expr);
}

TEST(Scope, ABranchLeavesWhatEitherSideDoes) {
  Rig rig(1);
  enter(rig.m, 1);
  Value x = declare(rig.m, number(kF32, 1)), y = declare(rig.m, number(kF32, 1));
  branch(rig.m, test(rig), [&] { assign(rig.m, x, number(kF32, 5)); }, [&] { assign(rig.m, y, number(kF32, -2)); });
  EXPECT_EQ(rig.m.known(x).range, (Range{1, 5}));
  EXPECT_EQ(rig.m.known(y).range, (Range{-2, 1}));
  EXPECT_EQ(rig.m.known(x).source, Source::thread);
}

TEST(Scope, ASideThatReturnsLeavesNothing) {
  Rig rig(1);
  enter(rig.m, 1);
  Value x = declare(rig.m, number(kF32, 1));
  branch(rig.m, test(rig), [&] {
    assign(rig.m, x, number(kF32, 5));
    emit(rig.m, parts::giveBack({}));
  });
  EXPECT_EQ(rig.m.known(x).range, (Range{1, 1}));
}

TEST(Scope, InALoopAVariableKeepsToItsRange) {
  Rig rig(1);
  enter(rig.m, 1);
  Value sum = declareHeld(rig.m, number(kF32, 0), {-1, 1});
  forLoop(rig.m, tripOf(5), [&](const Value &) {
    Value more = surely(Builtin::add, {valueOf(rig.m, sum.expr.id), number(kF32, 0.75)});
    assign(rig.m, sum, more);
  });
  EXPECT_EQ(rig.m.known(sum).range, (Range{-1, 1}));
  rig.watch(readOf(rig.m, sum.expr.id));
  rig.expectKept();
}

TEST(Scope, WhatPassesByStays) {
  Rig rig(1);
  enter(rig.m, 1);
  Value x = declare(rig.m, number(kF32, 1));
  branch(rig.m, test(rig), [&] { passBy(rig.m); }, [&] { assign(rig.m, x, number(kF32, 5)); });
  output(rig.m, readOf(rig.m, x.expr.id));
  sweep(rig.m.body->function);
  EXPECT_EQ(countOf(rig.text(), "pass\n    else:\n"), 1) << rig.text();
}

}  // namespace
}  // namespace mlir_rl::kernel::make
