#include "mlir_rl/measure/inputs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace mlir_rl {
namespace {

std::vector<float> floats(InputSet set, uint64_t seed = 1, int index = 0, const InputRanges &ranges = {}) {
  Argument argument{"arg0", ElementType::f32, {64, 256}, false};
  std::vector<float> values(size_t(elementCount(argument)));
  fillInput(argument, index, set, ranges, seed, values.data());
  return values;
}

TEST(Inputs, AreAFunctionOfSeedSetAndPosition) {
  std::vector<float> once = floats(InputSet::normal);
  EXPECT_EQ(once, floats(InputSet::normal));
  EXPECT_NE(once, floats(InputSet::normal, 2));
  EXPECT_NE(once, floats(InputSet::normal, 1, 1));
}

TEST(Inputs, NormalHasMeanZeroAndDeviationOne) {
  double sum = 0, squares = 0;
  std::vector<float> values = floats(InputSet::normal);
  for (double v : values) sum += v, squares += v * v;
  EXPECT_NEAR(sum / double(values.size()), 0, 0.05);
  EXPECT_NEAR(squares / double(values.size()), 1, 0.05);
}

TEST(Inputs, NegativeIsBelowZeroEverywhere) {
  for (float v : floats(InputSet::negative)) ASSERT_LT(v, 0);
}

TEST(Inputs, ZerosHaveBothSigns) {
  std::vector<float> values = floats(InputSet::zeros);
  for (float v : values) ASSERT_EQ(v, 0);
  EXPECT_TRUE(std::any_of(values.begin(), values.end(), [](float v) { return std::signbit(v); }));
  EXPECT_FALSE(std::all_of(values.begin(), values.end(), [](float v) { return std::signbit(v); }));
}

TEST(Inputs, LargeIsLargeAndItsProductsStayFinite) {
  float largest = 0;
  for (float v : floats(InputSet::large)) largest = std::max(largest, std::fabs(v));
  EXPECT_LE(largest, 1e4f);
  EXPECT_GT(largest, 5e3f);
  Argument narrow{"arg0", ElementType::f16, {4096}, false};
  std::vector<_Float16> half(4096);
  fillInput(narrow, 0, InputSet::large, {}, 1, half.data());
  for (_Float16 v : half) ASSERT_LE(std::fabs(float(v)), 100);
}

TEST(Inputs, SpecialHasInfinitiesAndNotANumbersAmongOrdinaryNumbers) {
  int infinities = 0, nans = 0, numbers = 0;
  for (float v : floats(InputSet::special)) ++(std::isnan(v) ? nans : std::isinf(v) ? infinities : numbers);
  EXPECT_GT(infinities, 20);
  EXPECT_GT(nans, 20);
  EXPECT_GT(numbers, 16000);
}

TEST(Inputs, IntegersAreSmallAndHaveTheSignOfTheirSet) {
  Argument argument{"arg0", ElementType::i8, {4096}, false};
  std::vector<int8_t> values(4096);
  fillInput(argument, 0, InputSet::normal, {}, 1, values.data());
  EXPECT_EQ(*std::min_element(values.begin(), values.end()), -8);
  EXPECT_EQ(*std::max_element(values.begin(), values.end()), 8);
  fillInput(argument, 0, InputSet::negative, {}, 1, values.data());
  EXPECT_LT(*std::max_element(values.begin(), values.end()), 0);
  fillInput(argument, 0, InputSet::zeros, {}, 1, values.data());
  EXPECT_EQ(std::count(values.begin(), values.end(), 0), 4096);
}

TEST(Inputs, BooleansAreOnlyZeroAndOne) {
  Argument argument{"arg0", ElementType::i1, {4096}, false};
  std::vector<uint8_t> values(4096, 7);
  fillInput(argument, 0, InputSet::normal, {}, 1, values.data());
  auto ones = std::count(values.begin(), values.end(), 1);
  EXPECT_EQ(ones + std::count(values.begin(), values.end(), 0), 4096);
  EXPECT_GT(ones, 1000);
}

TEST(Inputs, EveryTypeIsFilledToItsLastElementAndNotBeyond) {
  for (ElementType type : {ElementType::f16, ElementType::bf16, ElementType::f32, ElementType::f64, ElementType::i1,
                           ElementType::i8, ElementType::i16, ElementType::i32, ElementType::i64, ElementType::index}) {
    Argument argument{"arg0", type, {3, 5}, false};
    size_t bytes = size_t(15 * elementBytes(type));
    std::vector<unsigned char> values(bytes + 8, 0x5a);
    fillInput(argument, 0, InputSet::zeros, {}, 1, values.data());
    for (size_t i = bytes; i < bytes + 8; ++i) EXPECT_EQ(values[i], 0x5a);
    EXPECT_EQ(std::count(values.begin(), values.begin() + long(bytes), 0x5a), 0);
  }
}

TEST(InputRanges, ReplaceTheSet) {
  for (float v : floats(InputSet::negative, 1, 0, {{"arg0", {2, 3}}})) {
    ASSERT_GE(v, 2);
    ASSERT_LE(v, 3);
  }
  Argument indices{"arg1", ElementType::i64, {4096}, false};
  std::vector<int64_t> values(4096);
  fillInput(indices, 1, InputSet::normal, {{"arg1", {0, 9}}}, 1, values.data());
  EXPECT_EQ(*std::min_element(values.begin(), values.end()), 0);
  EXPECT_EQ(*std::max_element(values.begin(), values.end()), 9) << "the last value is inclusive";
}

TEST(InputRanges, AreParsedAndCheckedAgainstTheProgram) {
  std::vector<Argument> arguments = {{"arg0", ElementType::f32, {4}, false}, {"result0", ElementType::f32, {4}, true}};
  Result<InputRanges> ranges = parseInputRanges({"arg0=-1.5:2e3"}, arguments);
  ASSERT_TRUE(ranges) << ranges.error().message;
  EXPECT_EQ(ranges->at("arg0"), (std::pair<double, double>{-1.5, 2000}));
  for (const char *text : {"arg0", "arg0=1", "arg0=2:1", "arg0=a:b", "arg0=1:", "arg0=1:2x", "arg0=nan:1", "arg1=0:1",
                           "result0=0:1", "=0:1", ""}) {
    Result<InputRanges> wrong = parseInputRanges({text}, arguments);
    ASSERT_FALSE(wrong) << text;
    EXPECT_EQ(wrong.error().kind, ErrorKind::usage);
    EXPECT_NE(wrong.error().message.find("'" + std::string(text) + "'"), std::string::npos);
  }
}

TEST(InputSets, AreFoundByName) {
  EXPECT_EQ(findInputSet("special"), InputSet::special);
  EXPECT_EQ(findInputSet("normal"), InputSet::normal);
  EXPECT_FALSE(findInputSet("Normal"));
}

}  // namespace
}  // namespace mlir_rl
