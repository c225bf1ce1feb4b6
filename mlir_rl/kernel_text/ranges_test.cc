#include "mlir_rl/kernel_text/ranges.h"

#include <gtest/gtest.h>

#include "mlir_rl/kernel/literal.h"

namespace mlir_rl::kernel::text {
namespace {

Expr variable(int id) { return {.kind = ExprKind::variable, .type = kI32, .id = id}; }
Expr op(Builtin row, std::vector<Expr> operands) {
  return {.kind = ExprKind::builtin, .row = row, .type = kI32, .operands = std::move(operands)};
}
Stmt assign(int target, Expr value) {
  return {.kind = StmtKind::assign, .targets = {variable(target)}, .values = {std::move(value)}};
}

/// Variable 0 is a parameter, 1 the thread's index; more statements may follow.
Module moduleOf(std::vector<Stmt> stmts) {
  Function kernel = {.name = "k", .parameters = 1};
  for (const char *name : {"n", "i", "x", "y"}) kernel.variables.push_back({name, kI32, {}});
  kernel.body = {assign(1, {.kind = ExprKind::tid, .type = kI32, .id = 1})};
  kernel.body.insert(kernel.body.end(), stmts.begin(), stmts.end());
  return {.kernels = {kernel}};
}

Range rangeIn(const Module &module, const Expr &expr) { return Ranges(module).of(expr, module.kernels[0]); }

constexpr int64_t kLast = kMaxExtentOfLaunch - 1;

TEST(Ranges, FollowIndicesAndMasks) {
  Module module = moduleOf({});
  Expr i = variable(1), n = variable(0);
  EXPECT_EQ(rangeIn(module, i), (Range{0, kLast}));
  EXPECT_EQ(rangeIn(module, n), fullRange(Scalar::i32));
  EXPECT_EQ(rangeIn(module, op(Builtin::add, {i, intLiteral(1)})), (Range{1, kLast + 1}));
  EXPECT_EQ(rangeIn(module, op(Builtin::bitAnd, {n, intLiteral(7)})), (Range{0, 7}));
  EXPECT_EQ(rangeIn(module, op(Builtin::mod, {n, intLiteral(7)})), (Range{-6, 6}));
  EXPECT_EQ(rangeIn(module, op(Builtin::mod, {i, intLiteral(7)})), (Range{0, 6}));
  EXPECT_EQ(rangeIn(module, op(Builtin::shr, {n, intLiteral(30)})), (Range{-2, 1}));
  EXPECT_EQ(rangeIn(module, op(Builtin::bitXor, {op(Builtin::bitAnd, {n, intLiteral(5)}), intLiteral(2)})),
            (Range{0, 7}));
  EXPECT_EQ(rangeIn(module, op(Builtin::clamp, {n, intLiteral(-1), intLiteral(9)})), (Range{-1, 9}));
  EXPECT_EQ(rangeIn(module, op(Builtin::floordiv, {op(Builtin::mod, {n, intLiteral(7)}), intLiteral(4)})),
            (Range{-2, 1}));
  EXPECT_EQ(rangeIn(module, op(Builtin::add, {n, intLiteral(1)})), fullRange(Scalar::i32));
}

TEST(Ranges, JoinAllThatAVariableGets) {
  Module module = moduleOf(
      {assign(2, intLiteral(5)), assign(2, intLiteral(-3)), assign(3, op(Builtin::add, {variable(3), intLiteral(1)}))});
  EXPECT_EQ(rangeIn(module, variable(2)), (Range{-3, 5}));
  EXPECT_EQ(rangeIn(module, variable(3)), fullRange(Scalar::i32));
  Stmt update = {.kind = StmtKind::update, .targets = {variable(2)}, .values = {intLiteral(1)}};
  Module updated = moduleOf({assign(2, intLiteral(5)), update});
  EXPECT_EQ(rangeIn(updated, variable(2)), fullRange(Scalar::i32));
}

TEST(Ranges, OfLoopsEndBeforeTheirBound) {
  auto loop = [](int start, int stop, int step) {
    return Stmt{.kind = StmtKind::forLoop,
                .targets = {variable(2)},
                .values = {intLiteral(start), intLiteral(stop), intLiteral(step)}};
  };
  Module up = moduleOf({loop(2, 9, 3)}), down = moduleOf({loop(9, 2, -3)});
  EXPECT_EQ(rangeIn(up, variable(2)), (Range{2, 8}));
  EXPECT_EQ(rangeIn(down, variable(2)), (Range{3, 9}));
}

TEST(Ranges, OfParametersAreThoseOfTheirArguments) {
  Module module = moduleOf({});
  Function f = {.name = "f", .parameters = 1, .variables = {{"p", kI32, {}}}, .results = {kI32}};
  f.body = {{.kind = StmtKind::giveBack, .values = {op(Builtin::mul, {variable(0), intLiteral(2)})}}};
  module.functions = {f};
  Expr call = {
      .kind = ExprKind::call, .type = kI32, .id = 0, .operands = {op(Builtin::bitAnd, {variable(0), intLiteral(3)})}};
  module.kernels[0].body.push_back(assign(2, call));
  Ranges ranges(module);
  EXPECT_EQ(ranges.of(variable(0), module.functions[0]), (Range{0, 3}));
  EXPECT_EQ(ranges.of(variable(2), module.kernels[0]), (Range{0, 6}));
}

TEST(Ranges, TellWhatMayOverflow) {
  constexpr int64_t max = 2147483647;
  EXPECT_FALSE(Ranges::overflows(Builtin::add, Scalar::i32, {0, max - 1}, {1, 1}));
  EXPECT_TRUE(Ranges::overflows(Builtin::add, Scalar::i32, {0, max}, {1, 1}));
  EXPECT_TRUE(Ranges::overflows(Builtin::sub, Scalar::i32, {-max - 1, 0}, {1, 1}));
  EXPECT_FALSE(Ranges::overflows(Builtin::mul, Scalar::i32, {-46340, 46340}, {-46340, 46340}));
  EXPECT_TRUE(Ranges::overflows(Builtin::mul, Scalar::i32, {-46341, 46341}, {-46341, 46341}));
  EXPECT_TRUE(Ranges::overflows(Builtin::neg, Scalar::i32, {-max - 1, 0}));
  EXPECT_FALSE(Ranges::overflows(Builtin::neg, Scalar::i32, {-max, max}));
  EXPECT_TRUE(Ranges::overflows(Builtin::mul, Scalar::i64, fullRange(Scalar::i64), {2, 2}));
  EXPECT_FALSE(Ranges::overflows(Builtin::mul, Scalar::i64, fullRange(Scalar::i32), fullRange(Scalar::i32)));
}

}  // namespace
}  // namespace mlir_rl::kernel::text
