#include "mlir_rl/kernel_lower/live.h"

#include "mlir_rl/kernel_run/trees_test.h"

namespace mlir_rl::kernel::testing {
namespace {

using lowering::Liveness;
using lowering::Variables;
using B = Builtin;

/// A function of `n` with variables a, b, c, k.
struct Example : Making {
  Expr n, a, b, c, k;
  Example()
      : Making("f"),
        n(parameter("n", kI32)),
        a(local("a", kI32)),
        b(local("b", kI32)),
        c(local("c", kI32)),
        k(local("k", kI32)) {}

  std::string names(const Variables &variables) const {
    std::string text;
    for (unsigned id : variables.set_bits()) text += function.variables[id].name;
    return text;
  }
  std::string after(size_t stmt) const { return names(Liveness(function).after(function.body[stmt])); }
  std::string carried(size_t stmt) const { return names(Liveness(function).carried(function.body[stmt])); }
};

TEST(Liveness, VariablesAreNeededFromTheirValueToTheirLastUse) {
  Example f;
  f.add(assign(f.a, f.n));
  f.add(assign(f.b, op(B::add, {f.a, f.a})));
  f.add(assign(f.a, f.b));
  f.add(assign(f.c, op(B::add, {f.a, f.n})));
  EXPECT_EQ(f.after(0), "na");
  EXPECT_EQ(f.after(1), "nb");
  EXPECT_EQ(f.after(2), "na");
  EXPECT_EQ(f.after(3), "");
}

TEST(Liveness, ABranchNeedsWhatEitherSideNeeds) {
  Example f;
  f.add(assign(f.a, f.n));
  f.add(branch(op(B::less, {f.n, i32(3)}), {assign(f.c, f.a)}, {assign(f.c, f.b)}));
  f.add(assign(f.k, f.c));
  EXPECT_EQ(f.after(0), "nab");
  EXPECT_EQ(f.after(1), "c");
}

TEST(Liveness, WritingAPartOfAVariableNeedsTheRest) {
  Making f("f");
  Expr v = f.parameter("v", vectorType(3, Scalar::f32)), w = f.local("w", kF32);
  f.add(assign(w, f32(1)));
  f.add(assign(component(v, {i32(0)}), w));
  f.add(assign(w, component(v, {i32(1)})));
  Liveness live(f.function);
  EXPECT_EQ(live.after(f.function.body[0]).count(), 2U);
  EXPECT_EQ(lowering::assignedVariable(component(v, {i32(0)})), 0);
}

TEST(Liveness, LoopsCarryWhatTheNextIterationOrTheRestReads) {
  Example f;
  // b is set in each iteration before it is read, c is read afterwards, a by the next iteration.
  f.add(forLoop(f.k, {i32(0), f.n, i32(1)},
                {assign(f.b, f.k), update(B::add, f.a, f.b), assign(f.c, f.b), assign(f.b, i32(0))}));
  f.add(assign(f.a, op(B::add, {f.a, f.c})));
  EXPECT_EQ(f.carried(0), "ac");
  EXPECT_EQ(f.after(0), "ac");
}

TEST(Liveness, ALoopsVariableIsCarriedWhenItIsReadAfterwards) {
  Example f;
  f.add(forLoop(f.k, {i32(0), f.n, i32(1)}, {assign(f.a, f.k)}));
  f.add(assign(f.b, f.k));
  EXPECT_EQ(f.carried(0), "k");
}

TEST(Liveness, WhatAnInnerLoopNeedsIsNeededAroundTheOuterOne) {
  Example f;
  Stmt inner = whileLoop(op(B::less, {f.b, f.n}), {update(B::add, f.b, f.a)});
  f.add(forLoop(f.k, {i32(0), f.n, i32(1)}, {inner, assign(f.a, f.k)}));
  EXPECT_EQ(f.carried(0), "ab");
  Liveness live(f.function);
  EXPECT_EQ(f.names(live.carried(f.function.body[0].body[0])), "b");
}

TEST(Liveness, DrawsOfAConditionChangeTheirState) {
  Making f("f");
  Expr state = f.parameter("state", scalarType(Scalar::u32)), x = f.local("x", kF32);
  f.add(whileLoop(op(B::less, {op(B::randf, {state}), f32(0.5)}), {assign(x, f32(1))}));
  Liveness live(f.function);
  EXPECT_EQ(live.carried(f.function.body[0]).count(), 1U);
}

TEST(Liveness, ElementsAreMemory) {
  Making f("f");
  Expr out = f.parameter("out", {.kind = TypeKind::scalar, .scalar = Scalar::i32, .dims = 1});
  EXPECT_EQ(lowering::assignedVariable(element(out, {i32(0)})), -1);
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
