#include "mlir_rl/kernel/hash.h"

#include <gtest/gtest.h>

#include "mlir_rl/kernel/literal.h"

namespace mlir_rl::kernel {
namespace {

/// def NAME(VARIABLE: wp.int32): VARIABLE = VALUE
Function assigning(const std::string &name, const std::string &variable, int value) {
  Expr target = {.kind = ExprKind::variable, .type = kI32, .id = 0};
  Stmt stmt = {.kind = StmtKind::assign, .targets = {target}, .values = {intLiteral(value)}};
  return {.name = name, .parameters = 1, .variables = {{variable, kI32}}, .body = {stmt}};
}

std::string hashOf(const Function &kernel, Likeness likeness) { return hashModule({.kernels = {kernel}}, likeness); }

TEST(Hash, NamesCountOnlyExactly) {
  Function a = assigning("a", "x", 1), b = assigning("b", "y", 1);
  EXPECT_NE(hashOf(a, Likeness::exact), hashOf(b, Likeness::exact));
  EXPECT_EQ(hashOf(a, Likeness::renamed), hashOf(b, Likeness::renamed));
}

TEST(Hash, LiteralsCountUntilTheyAreBlanked) {
  Function a = assigning("a", "x", 1), b = assigning("a", "x", 2);
  EXPECT_NE(hashOf(a, Likeness::renamed), hashOf(b, Likeness::renamed));
  EXPECT_EQ(hashOf(a, Likeness::blanked), hashOf(b, Likeness::blanked));
  Function c = a;
  c.body[0].values[0] = floatLiteral(1);
  EXPECT_NE(hashOf(a, Likeness::blanked), hashOf(c, Likeness::blanked)) << "types still count";
}

TEST(Hash, PlacesNeverCount) {
  Function a = assigning("a", "x", 1), b = a;
  b.body[0].place = {7, 3};
  b.place = {6, 1};
  EXPECT_EQ(a, b);
  EXPECT_EQ(hashOf(a, Likeness::exact), hashOf(b, Likeness::exact));
}

TEST(Hash, ZerosOfBothSignsDiffer) {
  Function a = assigning("a", "x", 1), b = a;
  a.body[0].values[0] = floatLiteral(0.0);
  b.body[0].values[0] = floatLiteral(-0.0);
  EXPECT_NE(a, b);
  EXPECT_NE(hashOf(a, Likeness::exact), hashOf(b, Likeness::exact));
}

/// A kernel that calls function 1 on constant 1, in a module whose parts 0 nobody uses.
Module withUnused() {
  Module module;
  module.constants = {{"UNUSED", kI32, {.integer = 1}}, {"USED", kI32, {.integer = 2}}};
  module.structs = {{"Unused", {{"x", kI32}}}, {"Used", {{"x", kI32}}}};
  module.functions = {assigning("unused", "x", 1), assigning("used", "x", 2)};
  module.functions[1].variables.push_back({"s", structType(1)});
  Function kernel = assigning("k", "n", 3);
  Expr constant = {.kind = ExprKind::constant, .type = kI32, .id = 1};
  Expr call = {.kind = ExprKind::call, .id = 1, .operands = {constant}};
  kernel.body.push_back({.kind = StmtKind::evaluate, .values = {call}});
  module.kernels = {assigning("other", "n", 4), kernel};
  return module;
}

TEST(Hash, AKernelAloneKeepsWhatItUses) {
  Module module = withUnused(), alone = kernelAlone(module, 1);
  ASSERT_EQ(alone.kernels.size(), 1U);
  EXPECT_EQ(alone.kernels[0].body[1].values[0].id, 0);
  EXPECT_EQ(alone.kernels[0].body[1].values[0].operands[0].id, 0);
  ASSERT_EQ(alone.constants.size(), 1U);
  EXPECT_EQ(alone.constants[0].name, "USED");
  ASSERT_EQ(alone.functions.size(), 1U);
  EXPECT_EQ(alone.functions[0].name, "used");
  EXPECT_EQ(alone.functions[0].variables[1].type, structType(0));
  ASSERT_EQ(alone.structs.size(), 1U);
  EXPECT_EQ(alone.structs[0].name, "Used");
  EXPECT_EQ(hashKernel(module, 1, Likeness::exact), hashModule(alone, Likeness::exact));
  EXPECT_EQ(kernelAlone(alone, 0), alone);
}

}  // namespace
}  // namespace mlir_rl::kernel
