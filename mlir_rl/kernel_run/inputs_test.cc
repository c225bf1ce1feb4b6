#include "mlir_rl/kernel_run/inputs.h"

#include <algorithm>

#include "mlir_rl/kernel_run/trees_test.h"

namespace mlir_rl::kernel::testing {
namespace {

/// A kernel of a matrix of pairs, row offsets, an order, and a number.
struct Sample {
  Module module = {.structs = {{.name = "Pair", .fields = {{"a", kI32}, {"b", kF32}}}}};
  Making kernel{"k"};
  LaunchInput input;

  Sample() {
    kernel.parameter("pairs", arrayType(structType(0), 2));
    kernel.parameter("offsets", arrayType(kI32, 1));
    kernel.parameter("order", arrayType(scalarType(Scalar::u8), 1));
    kernel.parameter("count", kI32);
    input = {.dims = {4},
             .parameters = {{.shape = {2, 3}, .rules = {{.low = 5, .high = 6}, {.low = 0, .high = 1}}},
                            {.shape = {6}, .rules = {{.filling = Filling::sorted, .low = 0, .high = 9}}},
                            {.shape = {5}, .rules = {{.filling = Filling::permutation, .low = 0, .high = 4}}},
                            {.rules = {{.low = 7, .high = 7}}}},
             .seed = 3};
  }
  std::string refusal() const {
    Result<std::vector<Buffer>> buffers = makeBuffers(Layout(module), kernel.function, input);
    return buffers ? "" : buffers.error().message;
  }
};

TEST(Inputs, BuffersFollowTheirRules) {
  Sample sample;
  Result<std::vector<Buffer>> buffers = makeBuffers(Layout(sample.module), sample.kernel.function, sample.input);
  ASSERT_TRUE(buffers);
  std::vector<double> pairs = contents((*buffers)[0]), offsets = contents((*buffers)[1]),
                      order = contents((*buffers)[2]);
  ASSERT_EQ(pairs.size(), 12u);
  for (size_t i = 0; i < pairs.size(); i += 2)
    EXPECT_TRUE((pairs[i] == 5 || pairs[i] == 6) && pairs[i + 1] >= 0 && pairs[i + 1] <= 1);
  EXPECT_TRUE(std::is_sorted(offsets.begin(), offsets.end()));
  EXPECT_EQ(offsets.front(), 0);
  EXPECT_EQ(offsets.back(), 9);
  EXPECT_NE(order, (std::vector<double>{0, 1, 2, 3, 4}));
  std::sort(order.begin(), order.end());
  EXPECT_EQ(order, (std::vector<double>{0, 1, 2, 3, 4}));
  EXPECT_EQ(contents((*buffers)[3]), std::vector<double>{7});
  std::vector<Argument> arguments = argumentsOf(sample.kernel.function, *buffers);
  ASSERT_EQ(arguments.size(), 4u);
  EXPECT_EQ(arguments[3].bytes.size(), 4u);
  EXPECT_EQ(arguments[0].type, arrayType(structType(0), 2));
}

TEST(Inputs, SeedsRepeatAndDiffer) {
  Sample sample;
  auto make = [&] { return makeBuffers(Layout(sample.module), sample.kernel.function, sample.input)->front().bytes; };
  std::vector<std::byte> first = make();
  EXPECT_EQ(first, make());
  sample.input.seed = 4;
  EXPECT_NE(first, make());
}

TEST(Inputs, WhatDoesNotSuitIsRefused) {
  Sample sample;
  sample.input.parameters[0].shape = {2};
  EXPECT_EQ(sample.refusal(), "parameter pairs of kernel k has 2 dimensions, its input 1");
  sample = Sample();
  sample.input.parameters[1].shape = {-1};
  EXPECT_EQ(sample.refusal(), "parameter offsets of kernel k has an extent below 0");
  sample = Sample();
  sample.input.parameters[0].rules.push_back({});
  EXPECT_EQ(sample.refusal(), "parameter pairs of kernel k wants 1 rule or 2, not 3");
  sample = Sample();
  sample.input.parameters.pop_back();
  EXPECT_EQ(sample.refusal(), "kernel k has 4 parameters, the input is for 3");
  sample = Sample();
  sample.module.structs[0].fields.push_back({"values", arrayType(kF32, 1)});
  EXPECT_EQ(sample.refusal(),
            "parameter pairs of kernel k is a struct that holds arrays, which have no rule to be filled by");
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
