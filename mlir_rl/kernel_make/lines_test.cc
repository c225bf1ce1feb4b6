#include "mlir_rl/kernel_make/lines.h"

#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/rig_test.h"

namespace mlir_rl::kernel::make {
namespace {

/// a + a * 2.0 + ... of so many terms.
Value longSum(Rig &rig, const Value &a, int terms) {
  Value sum = a;
  for (int i = 0; i < terms; ++i) sum = surely(Builtin::add, {sum, surely(Builtin::mul, {a, number(kF32, 2.5 + i)})});
  return sum;
}

/// An input's element in a variable.
Value anInput(Rig &rig) {
  Value array = addArray(rig.m, {.element = kF32, .extents = rig.m.space.extents});
  return let(rig.m, elementOf(rig.m, array, rig.m.space.indices));
}

TEST(Lines, LongOnesAreCut) {
  Rig rig(1);
  enter(rig.m, 1);
  rig.watch(longSum(rig, anInput(rig), 30));
  auto longest = [&] {
    size_t most = 0;
    for (const std::string &line : linesOf(rig.text())) most = std::max(most, line.size());
    return most;
  };
  EXPECT_GT(longest(), 300U);
  breakLines(rig.m, *rig.m.body);
  EXPECT_LT(longest(), 130U) << rig.text();
  rig.expectKept();
}

TEST(Lines, WhatIsSaidTwiceGetsAName) {
  Rig rig(1);
  enter(rig.m, 1);
  Value a = anInput(rig), part = surely(Builtin::mul, {surely(Builtin::add, {a, number(kF32, 3)}), a});
  rig.watch(surely(Builtin::sub, {part, surely(Builtin::sinOf, {part})}));
  EXPECT_EQ(countOf(rig.text(), "+ 3.0) *"), 2);
  breakLines(rig.m, *rig.m.body);
  EXPECT_EQ(countOf(rig.text(), "+ 3.0) *"), 1) << rig.text();
  rig.expectKept();
}

TEST(Lines, SeveralTargetsKeepComputedValues) {
  Rig rig(1);
  enter(rig.m, 1);
  Value a = anInput(rig), x = declare(rig.m, a, "x"), y = declare(rig.m, a, "y"), sum = longSum(rig, a, 30);
  emit(rig.m, parts::assignMany({x.expr, y.expr}, parts::tuple({sum.expr, surely(Builtin::neg, {sum}).expr})));
  output(rig.m, readOf(rig.m, x.expr.id));
  breakLines(rig.m, *rig.m.body);
  for (const Stmt &stmt : rig.m.body->function.body)
    if (stmt.targets.size() == 2)
      for (const Expr &value : stmt.values[0].operands) EXPECT_EQ(value.kind, ExprKind::builtin) << rig.text();
}

}  // namespace
}  // namespace mlir_rl::kernel::make
