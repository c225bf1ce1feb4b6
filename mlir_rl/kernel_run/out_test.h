#pragma once

/// \file
/// Kernels that write into one array, for tests of what statements mean.

#include "mlir_rl/kernel_run/trees_test.h"

namespace mlir_rl::kernel::testing {

inline const Type kI32Array = {.kind = TypeKind::scalar, .scalar = Scalar::i32, .dims = 1};
using Values = std::vector<double>;

/// A kernel with an array `out` of int32 as its only parameter.
struct Out : Making {
  Expr out;
  std::vector<Function> functions;
  std::vector<Struct> structs;
  std::vector<Constant> constants;
  Out() : Making("kernel"), out(parameter("out", kI32Array)) {}

  Expr at(Expr index) const { return element(out, {std::move(index)}); }
  Expr at(int index) const { return at(i32(index)); }
  Module module() const {
    return {.constants = constants, .structs = structs, .functions = functions, .kernels = {function}};
  }
  std::vector<double> run(const std::vector<double> &start, const Launch &how = {{1}}) const {
    Buffer buffer = numbers(kI32, {int32_t(start.size())}, start);
    Outcome outcome = launch(module(), {arrayArgument(buffer)}, how);
    EXPECT_FALSE(outcome.fault) << (outcome.fault ? faultText(*outcome.fault) : "");
    return contents(buffer);
  }
  /// The fault of a launch on three zeros.
  Fault fault(const Launch &how = {{1}}) const {
    Buffer buffer = numbers(kI32, {3});
    Outcome outcome = launch(module(), {arrayArgument(buffer)}, how);
    EXPECT_TRUE(outcome.fault);
    return outcome.fault.value_or(Fault{});
  }
};

}  // namespace mlir_rl::kernel::testing
