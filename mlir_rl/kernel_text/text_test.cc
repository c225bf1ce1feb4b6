#include "mlir_rl/kernel_text/text.h"

#include <gtest/gtest.h>

namespace mlir_rl::kernel::text {
namespace {

/// Three names.
struct TextOfExpressions : ::testing::Test {
  const Text a{"a"}, b{"b"}, c{"c"};
};
Text sum(const Text &a, const Text &b) { return infix(a, "+", b, Binding::sum); }
Text difference(const Text &a, const Text &b) { return infix(a, "-", b, Binding::sum); }
Text product(const Text &a, const Text &b) { return infix(a, "*", b, Binding::product); }

TEST_F(TextOfExpressions, ParenthesesWherePrecedenceWantsThem) {
  EXPECT_EQ(sum(a, product(b, c)).text, "a + b * c");
  EXPECT_EQ(product(sum(a, b), c).text, "(a + b) * c");
  EXPECT_EQ(difference(difference(a, b), c).text, "a - b - c");
  EXPECT_EQ(difference(a, difference(b, c)).text, "a - (b - c)");
  EXPECT_EQ(prefix("-", sum(a, b)).text, "-(a + b)");
  EXPECT_EQ(product(prefix("-", a), b).text, "-a * b");
}

TEST_F(TextOfExpressions, AndWhereReadersStumble) {
  auto bits = [](const Text &a, const Text &b) { return infix(a, "&", b, Binding::bitAnd); };
  auto shifted = [](const Text &a, const Text &b) { return infix(a, "<<", b, Binding::shift); };
  auto less = [](const Text &a, const Text &b) { return infix(a, "<", b, Binding::relation); };
  auto both = [](const Text &a, const Text &b) { return infix(a, "&&", b, Binding::logicalAnd); };
  auto either = [](const Text &a, const Text &b) { return infix(a, "||", b, Binding::logicalOr); };
  EXPECT_EQ(bits(sum(a, b), c).text, "(a + b) & c");
  EXPECT_EQ(bits(bits(a, b), c).text, "a & b & c");
  EXPECT_EQ(shifted(a, sum(b, c)).text, "a << (b + c)");
  EXPECT_EQ(less(less(a, b), c).text, "(a < b) < c");
  EXPECT_EQ(less(sum(a, b), c).text, "a + b < c");
  EXPECT_EQ(either(both(a, b), c).text, "(a && b) || c");
  EXPECT_EQ(both(either(a, b), c).text, "(a || b) && c");
}

TEST_F(TextOfExpressions, SignsNeverMerge) {
  Text negative = {"-3", Binding::unary};
  EXPECT_EQ(prefix("-", negative).text, "-(-3)");
  EXPECT_EQ(prefix("-", prefix("-", a)).text, "-(-a)");
  EXPECT_EQ(difference(a, negative).text, "a - -3");
}

TEST_F(TextOfExpressions, ConditionalsGroupToTheRight) {
  Text inner = conditional(a, b, c);
  EXPECT_EQ(conditional(a, b, inner).text, "a ? b : a ? b : c");
  EXPECT_EQ(conditional(a, inner, c).text, "a ? (a ? b : c) : c");
  EXPECT_EQ(conditional(inner, b, c).text, "(a ? b : c) ? b : c");
  EXPECT_EQ(product(inner, b).text, "(a ? b : c) * b");
}

TEST_F(TextOfExpressions, TypesOfSeveralWordsCastInC) {
  EXPECT_EQ(converted("float", sum(a, b)).text, "float(a + b)");
  EXPECT_EQ(converted("unsigned int", sum(a, b)).text, "(unsigned int)(a + b)");
  EXPECT_EQ(product(converted("unsigned int", a), b).text, "(unsigned int)a * b");
}

TEST_F(TextOfExpressions, LongLinesBreaatTheOutermostLevel) {
  std::string names;
  for (int i = 0; i < 12; ++i) names += std::string(i ? ", " : "") + "argument" + std::to_string(i);
  std::string line = "y = f(g(" + names + "), h(x, y));";
  EXPECT_EQ(laidOut("x = f(y);", 2), "    x = f(y);\n");
  std::string laid = laidOut(line, 1);
  EXPECT_EQ(laid.substr(0, 4), "  y ");
  for (size_t begin = 0, end = 0; begin < laid.size(); begin = end + 1) {
    end = laid.find('\n', begin);
    EXPECT_LE(end - begin, 120u);
  }
  EXPECT_EQ(laid.find("h(x,\n"), std::string::npos) << laid;
}

}  // namespace
}  // namespace mlir_rl::kernel::text
