#include "mlir_rl/kernel_make/productions.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "mlir_rl/kernel_make/maker.h"

namespace mlir_rl::kernel::make {
namespace {

TEST(Productions, EveryRowWithoutEffectsHasOne) {
  for (const BuiltinRow &row : builtins()) {
    bool named = operatorOf(row.id) != row.id;
    bool ofArrays = row.id == Builtin::len || row.id == Builtin::lowerBound || row.id == Builtin::randInit;
    bool expected = row.effect == BuiltinEffect::none && !ofArrays && !named;
    EXPECT_EQ(productionOf(row.id) != nullptr, expected) << row.name;
  }
}

/// Types of the class, one or two of each kernel's.
std::vector<Type> typesOf(const Style &style) {
  std::vector<Type> types = {kBool, scalarType(Scalar::u32)};
  for (Scalar scalar : {Scalar::f32, Scalar::f64}) {
    types.push_back(vectorType(3, scalar));
    types.push_back(vectorType(6, scalar));
    types.push_back(matrixType(6, 6, scalar));
  }
  types.push_back(kI32);
  for (Scalar scalar : {style.real, style.integer}) {
    types.push_back(scalarType(scalar));
    types.push_back(vectorType(style.extent, scalar));
    types.push_back(matrixType(style.extent, style.extent, scalar));
  }
  return types;
}

TEST(Productions, RulesTakeTheOperandsAndGiveTheResult) {
  for (uint64_t seed = 0; seed < 60; ++seed) {
    Maker m{Draw(makeRandom(seed))};
    m.style = usualStyle(m.draw);
    for (const Production &production : productions())
      for (const Type &type : typesOf(m.style)) {
        if (!(production.gives & classOf(type)) || production.group == Group::casts) continue;
        std::vector<Type> operands = production.operands(m, type);
        if (operands.empty()) continue;
        TypeOrReason rule = rowOf(production.row).rule(operands, type);
        ASSERT_TRUE(rule) << rowOf(production.row).name << " for " << typeText(type) << ": " << rule.reason;
        EXPECT_EQ(rule.type, type) << rowOf(production.row).name;
      }
  }
}

}  // namespace
}  // namespace mlir_rl::kernel::make
