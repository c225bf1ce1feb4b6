#include "mlir_rl/measure/compare.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "mlir_rl/flow/artifact.h"

namespace mlir_rl {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity(), kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kEps = std::numeric_limits<float>::epsilon();

Comparison compare(const std::vector<float> &ours, const std::vector<float> &reference, ErrorModel model = {}) {
  return compareOutputs(ElementType::f32, ours.data(), reference.data(), int64_t(ours.size()), model);
}

TEST(Compare, EqualIsRightAndHasNoError) {
  Comparison c = compare({1, -2, kInf, kNan}, {1, -2, kInf, kNan});
  EXPECT_TRUE(c.ok());
  EXPECT_EQ(c.maxError, 0);
}

TEST(Compare, TheSignOfZeroDoesNotMatter) {
  EXPECT_TRUE(compare({0.0f, -0.0f}, {-0.0f, 0.0f}).ok());
  EXPECT_EQ(compare({0.0f}, {-0.0f}).maxError, 0);
}

TEST(Compare, TheBoundIsTwentyUnitsOfRoundingForOneTerm) {
  EXPECT_TRUE(compare({1 + 19 * kEps}, {1}).ok());
  Comparison c = compare({1 + 21 * kEps}, {1});
  EXPECT_EQ(c.firstMismatch, 0);
  EXPECT_NEAR(c.maxError, 21.0 / 20, 1e-6);
}

TEST(Compare, LongReductionsAndMagnifyingProgramsMayBeOffFurther) {
  std::vector<float> ours = {1 + 50 * kEps}, reference = {1};
  EXPECT_FALSE(compare(ours, reference).ok());
  EXPECT_TRUE(compare(ours, reference, {100, 1}).ok());   // 16 + 4 * 10
  EXPECT_FALSE(compare(ours, reference, {64, 1}).ok());   // 16 + 4 * 8
  EXPECT_TRUE(compare(ours, reference, {1, 3}).ok());     // 3 * 20
  EXPECT_FALSE(compare(ours, reference, {1, 0.1}).ok());  // nothing shrinks rounding
}

TEST(Compare, WhatRoundingWithinMovesIsForgivenTwentyTimes) {
  EXPECT_FALSE(compare({1e-3f + 1e-7f}, {1e-3f}).ok());
  EXPECT_TRUE(compare({1e-3f + 1e-7f}, {1e-3f}, {1, 1, 1e-8}).ok());
  EXPECT_FALSE(compare({1e-3f + 1e-7f}, {1e-3f}, {1, 1, 1e-9}).ok());
  EXPECT_FALSE(compare({1e-3f + 1e-4f}, {1e-3f}, {1, 1, 1e-7}).ok());
}

TEST(Compare, SmallElementsAreJudgedByTheScaleOfAll) {
  // A sum that cancels is as wrong as its terms are large.
  EXPECT_TRUE(compare({1e-7f, 1, 1, 1}, {0, 1, 1, 1}).ok());
  EXPECT_FALSE(compare({1e-4f, 1, 1, 1}, {0, 1, 1, 1}).ok());
  // An infinity among the reference's elements says nothing about the scale of the others.
  EXPECT_FALSE(compare({1.5f, kInf}, {1, kInf}).ok());
}

TEST(Compare, NotANumberAndInfinitiesMatchOnlyThemselves) {
  for (auto [ours, reference] : std::vector<std::pair<float, float>>{
           {kNan, 1}, {1, kNan}, {kInf, 1}, {1, kInf}, {kInf, -kInf}, {kNan, kInf}, {std::nanf(""), -kInf}}) {
    Comparison c = compare({1, ours}, {1, reference});
    EXPECT_EQ(c.firstMismatch, 1) << ours << " for " << reference;
    EXPECT_TRUE(std::isinf(c.maxError));
  }
}

TEST(Compare, TheFirstWrongElementIsNamedAndTheWorstErrorKept) {
  Comparison c = compare({1, 2.5, 100}, {1, 2, 3});
  EXPECT_EQ(c.firstMismatch, 1);
  EXPECT_EQ(c.ours, 2.5);
  EXPECT_EQ(c.reference, 2);
  EXPECT_GT(c.maxError, 1e6);
  EXPECT_EQ(describe(c).find("element 1 is 2.5, expected 2 ("), 0);
}

TEST(Compare, NarrowFloatsHaveBoundsOfTheirOwn) {
  std::vector<_Float16> half = {_Float16(1.015625)}, one = {_Float16(1)}, far = {_Float16(1.03125)};
  EXPECT_TRUE(compareOutputs(ElementType::f16, half.data(), one.data(), 1, {}).ok());
  EXPECT_FALSE(compareOutputs(ElementType::f16, far.data(), one.data(), 1, {}).ok());
  std::vector<uint16_t> bfOne = {0x3f80}, bfNear = {0x3f88}, bfTwo = {0x4000};
  EXPECT_TRUE(compareOutputs(ElementType::bf16, bfNear.data(), bfOne.data(), 1, {}).ok());
  EXPECT_FALSE(compareOutputs(ElementType::bf16, bfTwo.data(), bfOne.data(), 1, {}).ok());
  std::vector<double> a = {1 + 1e-12}, b = {1};
  EXPECT_FALSE(compareOutputs(ElementType::f64, a.data(), b.data(), 1, {}).ok());
}

TEST(Compare, IntegersAreEqualOrWrong) {
  std::vector<int64_t> a = {1, 2, int64_t{1} << 60}, b = {1, 2, (int64_t{1} << 60) + 1};
  Comparison c = compareOutputs(ElementType::i64, a.data(), b.data(), 3, {1e6, 1e6});
  EXPECT_EQ(c.firstMismatch, 2) << "not compared as doubles";
  EXPECT_TRUE(compareOutputs(ElementType::i64, a.data(), a.data(), 3, {}).ok());
  for (ElementType type : {ElementType::i1, ElementType::i8, ElementType::i16, ElementType::i32, ElementType::index}) {
    std::vector<char> ours(64, 1), reference(64, 1);
    reference[size_t(elementBytes(type)) * 3] = 0;
    EXPECT_EQ(compareOutputs(type, ours.data(), reference.data(), 8, {}).firstMismatch, 3);
    EXPECT_TRUE(compareOutputs(type, ours.data(), reference.data(), 3, {}).ok());
  }
}

}  // namespace
}  // namespace mlir_rl
