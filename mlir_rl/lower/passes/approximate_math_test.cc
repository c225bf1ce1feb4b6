// Measures the error of every approximation against libm in double, over the whole range of float.

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdio>
#include <limits>

#include "mlir_rl/lower/load.h"
#include "mlir_rl/lower/lower_module.h"
#include "mlir_rl/lower/testing_test.h"

namespace mlir_rl {
namespace {

constexpr int kValues = 1 << 14;  // of one call

std::string kernel(const std::string &function) {
  std::string n = std::to_string(kValues), type = "memref<" + n + "xf32>";
  return "func.func @main(%x: " + type + ", %y: " + type +
         " {mlir_rl.output}) attributes {llvm.emit_c_interface} {\n"
         "  %zero = arith.constant 0 : index\n  %lanes = arith.constant 16 : index\n"
         "  %n = arith.constant " +
         n +
         " : index\n"
         "  scf.for %i = %zero to %n step %lanes {\n"
         "    %v = vector.load %x[%i] : " +
         type +
         ", vector<16xf32>\n"
         "    %r = math." +
         function +
         " %v : vector<16xf32>\n"
         "    vector.store %r, %y[%i] : " +
         type + ", vector<16xf32>\n  }\n  return\n}";
}

// Distance in units in the last place of the float nearest to `right`.
double ulps(float value, double right) {
  auto nearest = static_cast<float>(right);
  if (std::isnan(right)) return std::isnan(value) ? 0 : std::numeric_limits<double>::infinity();
  if (std::isinf(nearest) || std::isinf(value)) return nearest == value ? 0 : std::numeric_limits<double>::infinity();
  double unit = std::ldexp(1.0, std::max(std::ilogb(nearest == 0 ? 1e-45f : nearest), -126) - 23);
  return std::abs(value - right) / unit;
}

struct Worst {
  double ulp = 0;
  float at = 0, value = 0;
};

// Every `step`-th bit pattern, NaNs, infinities and denormals included.
Worst sweep(const std::string &function, double (*right)(double), uint32_t step) {
  auto parsed = testing::parse(kernel(function));
  auto artifact = lowerModule(*parsed.module, "main", LowerOptions());
  EXPECT_TRUE(artifact) << artifact.error().message;
  auto code = load(*artifact);
  EXPECT_TRUE(code) << code.error().message;
  testing::Caller caller(*artifact);
  float *x = caller.data<float>(0), *y = caller.data<float>(1);
  Worst worst;
  for (uint64_t bits = 0; bits < uint64_t{1} << 32;) {
    for (int i = 0; i < kValues; ++i, bits += step) x[i] = std::bit_cast<float>(static_cast<uint32_t>(bits));
    caller.call(code->address());
    for (int i = 0; i < kValues; ++i)
      if (double error = ulps(y[i], right(x[i])); error > worst.ulp) worst = {error, x[i], y[i]};
  }
  printf("%s: %.2f ULP, at %a (%g) -> %g, right %g\n", function.c_str(), worst.ulp, worst.at, worst.at, worst.value,
         right(worst.at));
  return worst;
}

class ApproximateMath : public ::testing::TestWithParam<std::pair<const char *, double (*)(double)>> {};

TEST_P(ApproximateMath, IsWithinFourUlp) { EXPECT_LE(sweep(GetParam().first, GetParam().second, 509).ulp, 4); }

INSTANTIATE_TEST_SUITE_P(All, ApproximateMath,
                         ::testing::Values(std::pair{"exp", +[](double x) { return std::exp(x); }},
                                           std::pair{"log", +[](double x) { return std::log(x); }},
                                           std::pair{"tanh", +[](double x) { return std::tanh(x); }},
                                           std::pair{"erf", +[](double x) { return std::erf(x); }}),
                         [](const auto &info) { return info.param.first; });

}  // namespace
}  // namespace mlir_rl
