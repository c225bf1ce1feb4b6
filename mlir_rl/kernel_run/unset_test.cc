#include "mlir_rl/kernel_run/unset.h"

#include "mlir_rl/kernel_run/trees_test.h"

namespace mlir_rl::kernel::testing {
namespace {

/// Whether x is watched in a function that does `body` and then reads it.
bool watches(std::vector<Stmt> (*body)(const Expr &x, const Expr &y)) {
  Making k("kernel");
  Expr y = k.parameter("y", kI32), x = k.local("x", kI32);
  for (Stmt &stmt : body(x, y)) k.add(std::move(stmt));
  k.add(assign(y, x));
  std::vector<bool> unset = maybeUnset(k.function);
  EXPECT_FALSE(unset[0]);  // a parameter has a value
  return unset[1];
}

Expr positive(const Expr &y) { return op(Builtin::greater, {y, i32(0)}); }

TEST(Unset, OnlyVariablesThatSomePathLeavesWithoutValue) {
  using Body = std::vector<Stmt>;
  EXPECT_TRUE(watches([](const Expr &, const Expr &) { return Body{}; }));
  EXPECT_FALSE(watches([](const Expr &x, const Expr &) { return Body{assign(x, i32(1))}; }));
  EXPECT_TRUE(watches([](const Expr &x, const Expr &) { return Body{update(Builtin::add, x, i32(1))}; }));
  EXPECT_TRUE(watches([](const Expr &x, const Expr &y) { return Body{branch(positive(y), {assign(x, i32(1))})}; }));
  EXPECT_FALSE(watches([](const Expr &x, const Expr &y) {
    return Body{branch(positive(y), {assign(x, i32(1))}, {assign(x, i32(2))})};
  }));
  EXPECT_FALSE(watches(
      [](const Expr &x, const Expr &y) { return Body{branch(positive(y), {assign(x, i32(1))}, {giveBack({})})}; }));
  EXPECT_TRUE(watches([](const Expr &x, const Expr &y) { return Body{whileLoop(positive(y), {assign(x, y)})}; }));
  EXPECT_TRUE(watches([](const Expr &x, const Expr &y) {
    return Body{forLoop(x, {i32(0), y, i32(1)}, {plain(StmtKind::breakLoop)})};
  }));
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
