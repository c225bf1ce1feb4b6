#include "mlir_rl/kernel_text/names.h"

#include <gtest/gtest.h>

namespace mlir_rl::kernel::text {
namespace {

/// A kernel of these variables, all of them int parameters, with a body of one statement.
Module moduleOf(const std::string &kernel, const std::vector<std::string> &names, Stmt stmt = {}) {
  Function function = {.name = kernel, .parameters = int(names.size())};
  for (const std::string &name : names) function.variables.push_back({name, kI32, {}});
  function.body = {std::move(stmt)};
  return {.kernels = {function}};
}

TEST(Names, StayUnlessTheyMeanSomething) {
  Names names(moduleOf("truncate", {"x", "double", "vec3", "vector", "int64_t", "half", "time", "float_"}));
  EXPECT_EQ(names.local("x"), "x");
  EXPECT_EQ(names.local("double"), "double_");
  EXPECT_EQ(names.local("vec3"), "vec3_");
  EXPECT_EQ(names.local("vector"), "vector");
  EXPECT_EQ(names.local("int64_t"), "int64_t_");
  EXPECT_EQ(names.local("half"), "half_");
  EXPECT_EQ(names.local("time"), "time");
  EXPECT_EQ(names.global("truncate"), "truncate_");
}

TEST(Names, NeverMeet) {
  Names names(moduleOf("k", {"double", "double_", "double__"}));
  EXPECT_EQ(names.local("double_"), "double_");
  EXPECT_EQ(names.local("double"), "double___");
  EXPECT_EQ(names.fresh("double_"), "double____");
  EXPECT_EQ(names.fresh("k"), "k_");
  EXPECT_EQ(names.fresh("other"), "other");
}

/// A variable may hide a function only where that is never called.
TEST(Names, OfBuiltinsClashWhereTheyAreCalled) {
  std::vector<std::string> all = {"length", "clamp", "floor", "sinf", "fmod"};
  EXPECT_EQ(Names(moduleOf("k", all)).local("clamp"), "clamp");
  auto calling = [&](Builtin row) {
    Expr call = {.kind = ExprKind::builtin, .row = row, .type = kI32};
    return Names(moduleOf("k", all, {.kind = StmtKind::evaluate, .values = {call}}));
  };
  EXPECT_EQ(calling(Builtin::clamp).local("clamp"), "clamp_");
  EXPECT_EQ(calling(Builtin::asinOf).local("clamp"), "clamp_");
  EXPECT_EQ(calling(Builtin::sinOf).local("sinf"), "sinf_");
  EXPECT_EQ(calling(Builtin::sinOf).local("length"), "length");
  EXPECT_EQ(calling(Builtin::mod).local("fmod"), "fmod_");
  Stmt update = {.kind = StmtKind::update, .row = Builtin::floordiv};
  EXPECT_EQ(Names(moduleOf("k", all, update)).local("floor"), "floor_");
}

}  // namespace
}  // namespace mlir_rl::kernel::text
