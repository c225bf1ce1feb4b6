// What mlir-rl-nudge does to numbers.

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "mlir_rl/lower/load.h"
#include "mlir_rl/lower/lower_module.h"
#include "mlir_rl/lower/testing_test.h"

namespace mlir_rl {
namespace {

constexpr int kValues = 4096;

/// y[i] = x[i] + z[0] through the pipeline, nudged.
constexpr const char *kSum = R"(
func.func @main(%x: memref<4096xf32>, %z: memref<1xf32>, %y: memref<4096xf32> {mlir_rl.output}) attributes {llvm.emit_c_interface} {
  %zero = arith.constant 0 : index
  %one = arith.constant 1 : index
  %n = arith.constant 4096 : index
  %nothing = memref.load %z[%zero] : memref<1xf32>
  scf.for %i = %zero to %n step %one {
    %v = memref.load %x[%i] : memref<4096xf32>
    %r = arith.addf %v, %nothing : f32
    memref.store %r, %y[%i] : memref<4096xf32>
  }
  return
})";

std::vector<float> nudgedSums(const std::vector<float> &values) {
  auto parsed = testing::parse(kSum);
  LowerOptions options;
  options.nudged = true;
  auto artifact = lowerModule(*parsed.module, "main", options);
  EXPECT_TRUE(artifact) << artifact.error().message;
  auto code = load(*artifact);
  EXPECT_TRUE(code) << code.error().message;
  testing::Caller caller(*artifact);
  std::copy(values.begin(), values.end(), caller.data<float>(0));
  caller.data<float>(1)[0] = 0;
  caller.call(code->address());
  const float *y = caller.data<float>(2);
  return {y, y + kValues};
}

TEST(Nudge, MovesByOneUnitUpOrDown) {
  std::vector<float> values(kValues);
  for (int i = 0; i < kValues; ++i) values[i] = (i % 2 ? -1 : 1) * (1.5f + float(i) / 100);
  std::vector<float> nudged = nudgedSums(values);
  int outwards = 0;
  for (int i = 0; i < kValues; ++i) {
    float out = std::nextafter(values[i], 2 * values[i]), in = std::nextafter(values[i], 0.0f);
    ASSERT_TRUE(nudged[i] == out || nudged[i] == in) << values[i] << " became " << nudged[i];
    outwards += nudged[i] == out;
  }
  EXPECT_GT(outwards, kValues * 2 / 5);
  EXPECT_LT(outwards, kValues * 3 / 5);
}

TEST(Nudge, LeavesLimitsAndWhatIsNotFinite) {
  constexpr float kInf = std::numeric_limits<float>::infinity();
  std::vector<float> values(kValues, 0.0f);
  values[1] = 1, values[2] = -1, values[3] = kInf, values[4] = -kInf, values[5] = std::nanf("");
  std::vector<float> nudged = nudgedSums(values);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(nudged[i], values[i]);
  EXPECT_TRUE(std::isnan(nudged[5]));
}

}  // namespace
}  // namespace mlir_rl
