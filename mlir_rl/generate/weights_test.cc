#include "mlir_rl/generate/weights.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "mlir_rl/generate/ops.h"
#include "mlir_rl/program/program.h"

namespace mlir_rl {
namespace {

TEST(Weights, NumbersFollowFromSeedAndIndex) {
  std::vector<float> once = weightNumbers(3, 1, 100, kBias);
  EXPECT_EQ(once, weightNumbers(3, 1, 100, kBias));
  EXPECT_NE(once, weightNumbers(3, 2, 100, kBias));
  EXPECT_NE(once, weightNumbers(4, 1, 100, kBias));
}

TEST(Weights, NumbersStayWithinTheSpreadAndHaveItsDeviation) {
  std::vector<float> numbers = weightNumbers(7, 0, 10000, {1, 0.5F});
  auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
  EXPECT_GE(*low, 0.5F);
  EXPECT_LT(*low, 0.51F);
  EXPECT_LE(*high, 1.5F);
  EXPECT_GT(*high, 1.49F);
  EXPECT_GT(std::set<float>(numbers.begin(), numbers.end()).size(), 9900U) << "no splat, no short cycle";
  double squares = 0;
  for (float number : weightNumbers(7, 1, 10000, spreadOfSums(64))) squares += double(number) * double(number);
  EXPECT_NEAR(squares / 10000 * 64, 1, 0.05);
}

TEST(Weights, IsTheBytesInMemoryInOrder) {
  Weights weights(1);
  EXPECT_EQ(weights.text(), "");
  EXPECT_EQ(weights.add(1, {0.5F, 0}), "weight0");
  EXPECT_EQ(weights.add(2, {-2, 0}), "weight1");
  EXPECT_EQ(weights.text(),
            "\n{-#\n  dialect_resources: {\n    builtin: {\n"
            "      weight0: \"0x040000000000003F\",\n"
            "      weight1: \"0x04000000000000C0000000C0\"\n"
            "    }\n  }\n#-}\n");
}

TEST(Weights, IsWhatMlirPrints) {
  Builder b(1);
  b.keepWeights(5);
  Value y = linear(b, b.argument({2, 3}), 4);
  std::string text = b.finish({y});
  Result<Program> program = parseProgram(text, "linear", {});
  ASSERT_TRUE(program) << program.error().message;
  EXPECT_EQ(program->arguments().size(), 2U) << "weights are no arguments";
  std::string printed = program->text();
  for (const char *key : {"weight0", "weight1"}) {
    size_t at = text.find(std::string(key) + ": \"0x");
    ASSERT_NE(at, std::string::npos) << text;
    EXPECT_NE(printed.find(text.substr(at, text.find_last_of('"', text.find('\n', at)) - at + 1)), std::string::npos)
        << printed;
  }
}

TEST(Weights, WithoutASeedTheyAreArguments) {
  Builder b(1);
  Value y = linear(b, b.argument({2, 3}), 4);
  std::string text = b.finish({y});
  EXPECT_NE(text.find("%arg1: tensor<4x3xf32>, %arg2: tensor<4xf32>"), std::string::npos) << text;
  EXPECT_EQ(text.find("dense_resource"), std::string::npos);
}

}  // namespace
}  // namespace mlir_rl
