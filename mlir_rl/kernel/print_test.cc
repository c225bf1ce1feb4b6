#include "mlir_rl/kernel/print.h"

#include <gtest/gtest.h>

#include <limits>

#include "mlir_rl/kernel/literal.h"

namespace mlir_rl::kernel {
namespace {

const Function &names() {
  static const Function function = {
      .variables = {{"a", kI32}, {"b", kI32}, {"c", kI32}, {"v", vectorType(3, Scalar::f32)}}};
  return function;
}

Expr variable(int id) { return {.kind = ExprKind::variable, .type = names().variables[size_t(id)].type, .id = id}; }

Expr apply(Builtin row, std::vector<Expr> operands) {
  return {.kind = ExprKind::builtin, .row = row, .type = kI32, .operands = std::move(operands)};
}

std::string printed(const Expr &expr) { return printExpr(expr, names(), {}); }

TEST(Print, ParenthesesOnlyWhereTheyMatter) {
  Expr a = variable(0), b = variable(1), c = variable(2);
  EXPECT_EQ(printed(apply(Builtin::add, {a, apply(Builtin::mul, {b, c})})), "a + b * c");
  EXPECT_EQ(printed(apply(Builtin::mul, {a, apply(Builtin::add, {b, c})})), "a * (b + c)");
  EXPECT_EQ(printed(apply(Builtin::sub, {apply(Builtin::sub, {a, b}), c})), "a - b - c");
  EXPECT_EQ(printed(apply(Builtin::sub, {a, apply(Builtin::sub, {b, c})})), "a - (b - c)");
  EXPECT_EQ(printed(apply(Builtin::powOf, {apply(Builtin::powOf, {a, b}), c})), "(a ** b) ** c");
  EXPECT_EQ(printed(apply(Builtin::powOf, {a, apply(Builtin::powOf, {b, c})})), "a ** b ** c");
  EXPECT_EQ(printed(apply(Builtin::powOf, {a, apply(Builtin::neg, {b})})), "a ** -b");
  EXPECT_EQ(printed(apply(Builtin::powOf, {apply(Builtin::neg, {a}), b})), "(-a) ** b");
  EXPECT_EQ(printed(apply(Builtin::powOf, {intLiteral(-2), b})), "(-2) ** b");
  EXPECT_EQ(printed(apply(Builtin::neg, {apply(Builtin::powOf, {a, b})})), "-a ** b");
  EXPECT_EQ(printed(apply(Builtin::equal, {apply(Builtin::less, {a, b}), c})), "(a < b) == c");
  EXPECT_EQ(printed(apply(Builtin::equal, {apply(Builtin::bitAnd, {a, b}), c})), "a & b == c");
  EXPECT_EQ(printed(apply(Builtin::logicalNot, {apply(Builtin::equal, {a, b})})), "not a == b");
  EXPECT_EQ(printed(apply(Builtin::logicalAnd, {apply(Builtin::logicalOr, {a, b}), c})), "(a or b) and c");
}

TEST(Print, AConditionalExpressionGroupsToTheRight) {
  Expr a = variable(0), b = variable(1), c = variable(2);
  Expr inner = {.kind = ExprKind::conditional, .type = kI32, .operands = {a, b, c}};
  Expr right = {.kind = ExprKind::conditional, .type = kI32, .operands = {a, b, inner}};
  Expr left = {.kind = ExprKind::conditional, .type = kI32, .operands = {a, inner, c}};
  EXPECT_EQ(printed(right), "b if a else b if a else c");
  EXPECT_EQ(printed(left), "(b if a else c) if a else c");
}

TEST(Print, ComponentsOfShortVectorsHaveNames) {
  auto component = [](const Expr &index) {
    return Expr{.kind = ExprKind::component, .type = kF32, .operands = {variable(3), index}};
  };
  EXPECT_EQ(printed(component(intLiteral(2))), "v.z");
  EXPECT_EQ(printed(component(variable(0))), "v[a]");
}

TEST(Print, LiteralsAreTheShortestThatReadBack) {
  auto literal = [](const Expr &expr) { return printLiteral(expr.value, expr.type); };
  EXPECT_EQ(literal(floatLiteral(0.1)), "0.1");
  EXPECT_EQ(literal(floatLiteral(1)), "1.0");
  EXPECT_EQ(literal(floatLiteral(-0.0)), "-0.0");
  EXPECT_EQ(literal(floatLiteral(10)), "10.0");
  EXPECT_EQ(literal(floatLiteral(-2250)), "-2250.0");
  EXPECT_EQ(literal(floatLiteral(0.0005)), "0.0005");
  EXPECT_EQ(literal(floatLiteral(0.00005)), "5e-05");
  EXPECT_EQ(literal(floatLiteral(1e30)), "1e+30");
  EXPECT_EQ(literal(floatLiteral(16777216)), "16777216.0");
  EXPECT_EQ(literal(floatLiteral(-std::numeric_limits<double>::infinity())), "-wp.inf");
  EXPECT_EQ(literal(floatLiteral(0.1, scalarType(Scalar::f64))), "wp.float64(0.1)");
  EXPECT_EQ(literal(floatLiteral(0.1, scalarType(Scalar::f16))), "wp.float16(0.1)");
  EXPECT_EQ(literal(intLiteral(-1, scalarType(Scalar::u64))), "wp.uint64(18446744073709551615)");
  EXPECT_EQ(literal(intLiteral(-7)), "-7");
  EXPECT_EQ(literal(boolLiteral(true)), "True");
}

}  // namespace
}  // namespace mlir_rl::kernel
