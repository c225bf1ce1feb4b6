#include "mlir_rl/kernel_make/functions.h"

#include "mlir_rl/kernel_make/conditions.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/rig_test.h"
#include "mlir_rl/kernel_make/totals.h"

namespace mlir_rl::kernel::make {
namespace {

Value inputIn(Rig &rig, const Type &type, const Range &range) {
  Value array = addArray(rig.m, {.element = type, .extents = rig.m.space.extents, .range = range});
  return let(rig.m, elementOf(rig.m, array, rig.m.space.indices));
}

TEST(Functions, KeepOnlyTheParametersThatTheyNeed) {
  Rig rig(1);
  enter(rig.m, 1);
  Value a = inputIn(rig, kF32, {1, 2}), b = inputIn(rig, kF32, {-9, 9});
  std::optional<Value> call = callNew(rig.m, {a, b}, [&](const Values &parameters) {
    return Values{surely(Builtin::mul, {parameters[0], number(kF32, 3)})};
  });
  ASSERT_TRUE(call);
  EXPECT_EQ(rig.m.module.functions[0].parameters, 1);
  EXPECT_TRUE((Range{2.99, 6.01}).has(call->range));
  rig.watch(*call);
  rig.expectKept();
}

TEST(Functions, OfConstantsAreNotMade) {
  Rig rig(1);
  enter(rig.m, 1);
  Value a = inputIn(rig, kF32, {1, 2});
  EXPECT_FALSE(callNew(rig.m, {a}, [&](const Values &) { return Values{number(kF32, 4)}; }));
  EXPECT_TRUE(rig.m.module.functions.empty());
}

TEST(Functions, ArgumentsFitWhatTheFunctionWasMadeFor) {
  Rig rig(2);
  enter(rig.m, 1);
  Value small = inputIn(rig, kF32, {0.5, 1}), large = inputIn(rig, kF32, {-50, 50});
  std::optional<Value> call = callNew(
      rig.m, {small}, [&](const Values &parameters) { return Values{surely(Builtin::sqrtOf, {parameters[0]})}; });
  ASSERT_TRUE(call);
  Value again = callOf(rig.m, 0, {large});
  EXPECT_NE(again.expr.operands[0], large.expr);
  rig.watch(again);
  rig.watch(callOf(rig.m, 0, {inputIn(rig, kI32, {-7, 7})}));
  rig.expectKept();
}

TEST(Functions, SeveralResultsGoIntoVariables) {
  for (uint64_t seed = 0; seed < 10; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    std::optional<Values> results = callSeveral(rig.m, {inputIn(rig, kF32, {-1, 1})},
                                                [&](const Values &) { return growBody(rig.m, {kF32, kI32}); });
    if (!results) continue;
    EXPECT_EQ((*results)[1].type(), kI32);
    for (const Value &value : *results) rig.watch(value);
    rig.expectKept();
  }
}

TEST(Conditions, OfSeveralValuesAreBools) {
  for (uint64_t seed = 0; seed < 30; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    Values values = {inputIn(rig, kF32, {-1, 1}), inputIn(rig, kI32, {0, 20}), inputIn(rig, kBool, {0, 1})};
    Value test = compound(rig.m, values, 3);
    EXPECT_EQ(test.type(), kBool);
    EXPECT_EQ(test.source, Source::data);
    for (const Value &value : values) EXPECT_GT(rig.m.known(value).uses, 0) << "each is asked about";
    rig.watch(test);
    rig.expectKept();
  }
}

TEST(Totals, QuantaAreWholeAndKeepToTheirBounds) {
  for (uint64_t seed = 0; seed < 10; ++seed) {
    Rig rig(seed);
    enter(rig.m, 1);
    Value steps = quanta(rig.m, inputIn(rig, kF32, {-400, 400}), 16, symmetric(1000));
    EXPECT_EQ(steps.type(), kI32);
    EXPECT_TRUE(symmetric(1000).has(steps.range));
    rig.watch(steps);
    rig.expectKept();
  }
}

}  // namespace
}  // namespace mlir_rl::kernel::make
