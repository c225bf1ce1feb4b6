#include "mlir_rl/kernel_text/text.h"

#include <gtest/gtest.h>

namespace mlir_rl::kernel::text {
namespace {

const Text kA = {"a"}, kB = {"b"}, kC = {"c"};
Text sum(const Text &a, const Text &b) { return infix(a, "+", b, Binding::sum); }
Text difference(const Text &a, const Text &b) { return infix(a, "-", b, Binding::sum); }
Text product(const Text &a, const Text &b) { return infix(a, "*", b, Binding::product); }

TEST(Text, ParenthesesWherePrecedenceWantsThem) {
  EXPECT_EQ(sum(kA, product(kB, kC)).text, "a + b * c");
  EXPECT_EQ(product(sum(kA, kB), kC).text, "(a + b) * c");
  EXPECT_EQ(difference(difference(kA, kB), kC).text, "a - b - c");
  EXPECT_EQ(difference(kA, difference(kB, kC)).text, "a - (b - c)");
  EXPECT_EQ(prefix("-", sum(kA, kB)).text, "-(a + b)");
  EXPECT_EQ(product(prefix("-", kA), kB).text, "-a * b");
}

TEST(Text, AndWhereReadersStumble) {
  auto bits = [](const Text &a, const Text &b) { return infix(a, "&", b, Binding::bitAnd); };
  auto shifted = [](const Text &a, const Text &b) { return infix(a, "<<", b, Binding::shift); };
  auto less = [](const Text &a, const Text &b) { return infix(a, "<", b, Binding::relation); };
  auto both = [](const Text &a, const Text &b) { return infix(a, "&&", b, Binding::logicalAnd); };
  auto either = [](const Text &a, const Text &b) { return infix(a, "||", b, Binding::logicalOr); };
  EXPECT_EQ(bits(sum(kA, kB), kC).text, "(a + b) & c");
  EXPECT_EQ(bits(bits(kA, kB), kC).text, "a & b & c");
  EXPECT_EQ(shifted(kA, sum(kB, kC)).text, "a << (b + c)");
  EXPECT_EQ(less(less(kA, kB), kC).text, "(a < b) < c");
  EXPECT_EQ(less(sum(kA, kB), kC).text, "a + b < c");
  EXPECT_EQ(either(both(kA, kB), kC).text, "(a && b) || c");
  EXPECT_EQ(both(either(kA, kB), kC).text, "(a || b) && c");
}

TEST(Text, SignsNeverMerge) {
  Text negative = {"-3", Binding::unary};
  EXPECT_EQ(prefix("-", negative).text, "-(-3)");
  EXPECT_EQ(prefix("-", prefix("-", kA)).text, "-(-a)");
  EXPECT_EQ(difference(kA, negative).text, "a - -3");
}

TEST(Text, ConditionalsGroupToTheRight) {
  Text inner = conditional(kA, kB, kC);
  EXPECT_EQ(conditional(kA, kB, inner).text, "a ? b : a ? b : c");
  EXPECT_EQ(conditional(kA, inner, kC).text, "a ? (a ? b : c) : c");
  EXPECT_EQ(conditional(inner, kB, kC).text, "(a ? b : c) ? b : c");
  EXPECT_EQ(product(inner, kB).text, "(a ? b : c) * b");
}

TEST(Text, TypesOfSeveralWordsCastInC) {
  EXPECT_EQ(converted("float", sum(kA, kB)).text, "float(a + b)");
  EXPECT_EQ(converted("unsigned int", sum(kA, kB)).text, "(unsigned int)(a + b)");
  EXPECT_EQ(product(converted("unsigned int", kA), kB).text, "(unsigned int)a * b");
}

TEST(Text, LongLinesBreakAtTheOutermostLevel) {
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
