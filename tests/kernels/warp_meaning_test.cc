// Kernels that are made mean in real Warp what they mean here; only roundings may differ (docs/kernels-warp.md).
#include <gtest/gtest.h>

#include <algorithm>

#include "mlir_rl/kernel/parts.h"
#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel/walk.h"
#include "mlir_rl/kernel_make/sample.h"
#include "mlir_rl/kernel_warp/differences.h"

namespace mlir_rl::kernel {
namespace {

/// Whether what differs is more than rounding, the sign of a zero, or a NaN.
bool isOfMeaning(const std::string &difference) {
  static constexpr std::string_view kBeginnings[] = {"several targets", "order", "atomic_cas"};
  return std::any_of(std::begin(kBeginnings), std::end(kBeginnings),
                     [&](std::string_view beginning) { return difference.starts_with(beginning); });
}

/// Rows that Warp does not have for these operands.
bool isRefused(const Expr &expr) {
  if (expr.kind != ExprKind::builtin || expr.operands.empty()) return false;
  const Type &type = expr.operands[0].type;
  switch (expr.row) {
    case Builtin::isFinite:
    case Builtin::isNan:
    case Builtin::isInf:
      return !isFloat(type.scalar);
    case Builtin::transpose:
    case Builtin::getDiag:
      return type.scalar == Scalar::boolean;
    default:
      return false;
  }
}

/// The first thing that makes the module another one in Warp; "" when nothing does.
std::string foreign(const Module &module) {
  std::vector<std::string> found = whereWarpDiffers(module);
  auto difference = std::find_if(found.begin(), found.end(), isOfMeaning);
  if (difference != found.end()) return *difference;
  std::string refused;
  auto look = [&](const Expr &expr) {
    if (isRefused(expr)) refused = std::string(rowOf(expr.row).name) + ": Warp refuses it";
  };
  for (const Function &function : module.functions) walkBody(function.body, look);
  for (const Function &kernel : module.kernels) walkBody(kernel.body, look);
  return refused;
}

/// A kernel of two i32 variables with one more statement.
Module moduleWith(Stmt stmt) {
  Function kernel = {.name = "k"};
  for (const char *name : {"a", "b"}) {
    kernel.variables.push_back({name, kI32, {}});
    kernel.body.push_back(parts::assign(parts::variable(int(kernel.variables.size()) - 1, kI32), parts::tid()));
  }
  kernel.body.push_back(std::move(stmt));
  Module module;
  module.kernels.push_back(std::move(kernel));
  return module;
}

TEST(WarpMeaning, SwapsAndRefusedRowsAreSeen) {
  Expr a = parts::variable(0, kI32), b = parts::variable(1, kI32);
  EXPECT_EQ(foreign(moduleWith(parts::assign(a, b))), "");
  EXPECT_NE(foreign(moduleWith(parts::assignMany({a, b}, parts::tuple({b, a})))), "");
  Expr test = {.kind = ExprKind::builtin, .row = Builtin::isFinite, .type = kBool, .operands = {a}};
  EXPECT_NE(foreign(moduleWith(parts::branch(test, {parts::assign(a, b)}))), "");
}

TEST(WarpMeaning, KernelsThatAreMadeMeanTheSame) {
  int severalTargets = 0;
  for (uint64_t index = 0; index < 2400; ++index) {
    Sample sample = makeSample(21, index);
    ASSERT_EQ(foreign(sample.module), "") << printModule(sample.module);
    for (const Function &kernel : sample.module.kernels)
      walkBody(kernel.body, [&](const Expr &expr) { severalTargets += expr.kind == ExprKind::tuple; });
  }
  EXPECT_GT(severalTargets, 20);
}

}  // namespace
}  // namespace mlir_rl::kernel
