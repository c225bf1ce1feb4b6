#include "mlir_rl/kernel_make/several.h"

#include "mlir_rl/kernel/walk.h"
#include "mlir_rl/kernel_make/rig_test.h"

namespace mlir_rl::kernel::make {
namespace {

TEST(Several, TargetsGetComputedValuesOnly) {
  int tuples = 0, swaps = 0;
  for (uint64_t seed = 0; seed < 150; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    readInputs(rig.m, 3);
    growSeveral(rig.m);
    for (const Value &value : unread(rig.m)) rig.watch(readOf(rig.m, value.expr.id));
    rig.expectKept();
    for (const Stmt &stmt : rig.m.body->function.body)
      swaps +=
          stmt.kind == StmtKind::branch && stmt.body.size() == 3 && stmt.body[0].targets[0] == stmt.body[2].values[0];
    walkBody(rig.m.body->function.body, [&](const Expr &expr) {
      if (expr.kind != ExprKind::tuple) return;
      ++tuples;
      for (const Expr &value : expr.operands)
        EXPECT_TRUE(value.kind == ExprKind::builtin || value.kind == ExprKind::conditional ||
                    value.kind == ExprKind::call)
            << rig.text();
    });
  }
  EXPECT_GT(tuples, 20);
  EXPECT_GT(swaps, 3);
}

}  // namespace
}  // namespace mlir_rl::kernel::make
