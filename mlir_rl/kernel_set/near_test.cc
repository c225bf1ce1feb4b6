#include "mlir_rl/kernel_set/near.h"

#include <gmock/gmock.h>

#include <set>

#include "mlir_rl/support/seed.h"

namespace mlir_rl::kernel {
namespace {

TEST(KernelNear, BlanksNamesAndNumbers) {
  auto text = [](const char *python) {
    std::string joined;
    for (std::string_view token : blankedTokens(python)) joined += (joined.empty() ? "" : " ") + std::string(token);
    return joined;
  };
  EXPECT_EQ(text("    y[i] = wp.sin(x) * 0.5 if n > 3 else True"),
            "name [ name ] = wp . sin ( name ) * 0 . 0 if name > 0 else 0");
  EXPECT_EQ(text("for k in range(a.shape[0]): float(k)"), "for name in range ( name . shape [ 0 ] ) : float ( name )");
}

/// A text of `count` lines drawn from a hundred kinds of line, and another that shares some of them.
std::string linesOf(Random &random, int count) {
  static const char *const words[] = {"sin", "cos", "exp", "abs", "floor", "sqrt", "min", "max", "log", "tan"};
  std::string text;
  for (int i = 0; i < count; ++i)
    text += std::string("a = wp.") + words[uniformBelow(random, 10)] + "(wp." + words[uniformBelow(random, 10)] +
            "(b)) " + "+-*/%"[uniformBelow(random, 5)] + " c\n";
  return text;
}

double exactSimilarity(const std::string &a, const std::string &b) {
  auto pieces = [](const std::string &text) {
    std::set<std::vector<std::string_view>> all;
    std::vector<std::string_view> tokens = blankedTokens(text);
    for (size_t i = 0; i + 5 <= tokens.size(); ++i)
      all.insert({tokens.begin() + long(i), tokens.begin() + long(i) + 5});
    return all;
  };
  auto x = pieces(a), y = pieces(b);
  size_t both = 0;
  for (const auto &piece : x) both += y.contains(piece);
  return double(both) / double(x.size() + y.size() - both);
}

TEST(KernelNear, EstimatesTheShareOfCommonPieces) {
  Random random = makeRandom(1);
  for (int round = 0; round < 20; ++round) {
    std::string common = linesOf(random, 10 + round), a = common + linesOf(random, 5), b = common + linesOf(random, 8);
    EXPECT_NEAR(similarity(minHashOf(a), minHashOf(b)), exactSimilarity(a, b), 0.2) << round;
  }
  EXPECT_EQ(similarity(minHashOf("x = 1"), minHashOf("yy = 2.5 \n")),
            similarity(minHashOf("x = 1"), minHashOf("y = 2.5")));
  EXPECT_EQ(similarity(minHashOf(""), minHashOf("")), 1);
}

TEST(KernelNear, CountsRowsThatAreNearOthers) {
  NearDuplicates rows;
  Random random = makeRandom(2);
  std::string long1 = linesOf(random, 60), long2 = linesOf(random, 60);
  rows.add(long1, Split::train);
  rows.add(long2, Split::train);
  rows.add(long1 + "a = b\n", Split::train);
  rows.add(long1 + "a = -b\n", Split::test);
  rows.add(linesOf(random, 60), Split::validation);
  NearReport report = rows.report();
  EXPECT_EQ(report.rows, 5);
  EXPECT_EQ(report.near, 3);
  EXPECT_EQ(report.clusters, 1);
  EXPECT_EQ(report.largest, 3);
  EXPECT_EQ(report.across, 1) << "the row of test";
}

}  // namespace
}  // namespace mlir_rl::kernel
