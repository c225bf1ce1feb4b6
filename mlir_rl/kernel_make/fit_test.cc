#include "mlir_rl/kernel_make/fit.h"

#include <cmath>

#include "mlir_rl/kernel_make/rig_test.h"

namespace mlir_rl::kernel::make {
namespace {

constexpr Scalar kScalars[] = {Scalar::f16, Scalar::f32, Scalar::f64, Scalar::i32, Scalar::i8, Scalar::u16};

/// An element of a new input for each thread.
Value inputIn(Rig &rig, const Type &type, const Range &range) {
  Value array = addArray(rig.m, {.element = type, .extents = rig.m.space.extents, .range = range});
  return elementOf(rig.m, array, rig.m.space.indices);
}

TEST(Fit, ValuesThatFitStayAsTheyAre) {
  Rig rig(1);
  enter(rig.m, 1);
  Value value = inputIn(rig, kF32, {-1, 1});
  EXPECT_EQ(fit(rig.m, value, {-2, 2}).expr, value.expr);
  EXPECT_NE(fit(rig.m, value, {0, 2}).expr, value.expr);
}

TEST(Fit, OthersAreBroughtIntoTheRange) {
  for (uint64_t seed = 0; seed < 40; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    for (Scalar scalar : kScalars) {
      double low = isUnsigned(scalar) ? 0 : -100;
      Range wanted = {isUnsigned(scalar) || seed % 2 ? 0.0 : -3.0, double(4 + seed % 5)};
      Value value = fit(rig.m, inputIn(rig, scalarType(scalar), {low, 100}), wanted);
      EXPECT_TRUE(wanted.has(value.range)) << scalarName(scalar);
      EXPECT_EQ(value.source, Source::data);
      rig.watch(value);
    }
    rig.watch(fit(rig.m, inputIn(rig, vectorType(3, Scalar::f32), {-50, 50}), {0, 1}));
    rig.expectKept();
  }
}

TEST(Fit, GuardsKeepDomains) {
  struct {
    Domain domain;
    Range range;
  } kCases[] = {{Domain::positive, {marginOf(Scalar::f32), 1e6}},
                {Domain::whole, {0, 1e6}},
                {Domain::unit, {-1, 1}},
                {Domain::fraction, {0, 1}},
                {Domain::divisor, {marginOf(Scalar::f32), 1e6}},
                {Domain::steep, {-1.4, 1.4}}};
  for (uint64_t seed = 0; seed < 30; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    for (const auto &row : kCases) {
      Value value = guard(rig.m, inputIn(rig, kF32, {-20, 20}), row.domain);
      EXPECT_TRUE(row.range.has(value.range)) << value.range.low << " to " << value.range.high;
      rig.watch(value);
    }
    rig.watch(guard(rig.m, inputIn(rig, kI32, {-1000, 1000}), Domain::shift));
    rig.expectKept();
  }
}

TEST(Fit, ShortNumbersAreShortAndInRange) {
  Draw draw(makeRandom(5));
  for (int i = 0; i < 200; ++i) {
    double low = draw.between(-500, 500) / 10.0, high = low + draw.between(1, 300) / 10.0;
    double value = shortNumber(draw, {low, high}, Scalar::f64);
    EXPECT_TRUE(low <= value && value <= high) << value;
    EXPECT_NEAR(value * 1000, std::round(value * 1000), 1e-6) << value;
  }
  for (int i = 0; i < 50; ++i) EXPECT_EQ(std::fmod(shortNumber(draw, {3, 90}, Scalar::i32), 1), 0);
}

}  // namespace
}  // namespace mlir_rl::kernel::make
