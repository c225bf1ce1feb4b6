#include "mlir_rl/kernel_make/atomics.h"

#include <cmath>

#include "mlir_rl/kernel/walk.h"
#include "mlir_rl/kernel_make/rig_test.h"

namespace mlir_rl::kernel::make {
namespace {

bool isWhole(const Expr &value) {
  if (value.kind == ExprKind::literal) return value.value.real == std::floor(value.value.real);
  bool builtin = value.kind == ExprKind::builtin;
  return builtin && (value.row == Builtin::floorOf || value.row == Builtin::roundOf || value.row == Builtin::ceilOf);
}

/// Whether threads reach an element of their own.
bool isOwn(const Expr &call, const Maker &m) {
  for (size_t i = 0; i < m.space.indices.size(); ++i)
    if (call.operands.size() < i + 3 || call.operands[i + 1] != m.space.indices[i].expr) return false;
  return true;
}

TEST(Atomics, DoNotDependOnTheOrderOfThreads) {
  int calls = 0;
  for (uint64_t seed = 0; seed < 200; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    readInputs(rig.m, 2);
    growAtomic(rig.m);
    rig.expectKept();
    walkBody(rig.m.body->function.body, [&](const Expr &expr) {
      if (expr.kind != ExprKind::builtin || rowOf(expr.row).effect != BuiltinEffect::memory) return;
      ++calls;
      bool real = isFloat(expr.type.scalar);
      EXPECT_FALSE(real && expr.row == Builtin::atomicCas) << rig.text();
      bool adds = expr.row == Builtin::atomicAdd || expr.row == Builtin::atomicSub;
      bool order = expr.row == Builtin::atomicExch || expr.row == Builtin::atomicCas || (real && adds);
      if (order) EXPECT_TRUE(isOwn(expr, rig.m) || isWhole(expr.operands.back())) << rig.text();
    });
  }
  EXPECT_GT(calls, 120);
}

TEST(Atomics, AreWrittenAsCallsAndAsUpdates) {
  int updates = 0, kCount = 60;
  for (int seed = 0; seed < kCount; ++seed) {
    Rig rig(static_cast<uint64_t>(seed));
    enter(rig.m, 1);
    Value array = addShared(rig.m, kI32, {rig.m.plan.extent(4)}, "total");
    emitAtomic(rig.m, Builtin::atomicAdd, array, {whole(3)}, whole(2));
    updates += countOf(rig.text(), "+= 2");
    Buffer total = rig.after("total");
    EXPECT_EQ(Rig::numberAt(total, 0), 0);
    EXPECT_GE(Rig::numberAt(total, 3), 8);
    EXPECT_EQ(std::fmod(Rig::numberAt(total, 3), 2), 0);
  }
  EXPECT_GT(updates, 0);
  EXPECT_LT(updates, kCount);
}

}  // namespace
}  // namespace mlir_rl::kernel::make
