#pragma once

/// \file
/// Short ways to write trees in tests.

#include <gtest/gtest.h>

#include <initializer_list>

#include "mlir_rl/kernel/parts.h"
#include "mlir_rl/kernel_run/buffer.h"
#include "mlir_rl/kernel_run/compile.h"

namespace mlir_rl::kernel::testing {

using namespace parts;

inline Expr literal(const Type &type, double value) {
  bool real = isFloat(type.scalar);
  return {.kind = ExprKind::literal,
          .type = type,
          .value = {.integer = real ? 0 : int64_t(value), .real = real ? value : 0}};
}
inline Expr i32(int value) { return literal(kI32, value); }
inline Expr f32(double value) { return literal(kF32, value); }
inline Expr boolean(bool value) { return literal(kBool, value); }

/// Typed by the row's rule.
inline Expr op(Builtin row, Exprs operands, const Type &wanted = {}) {
  std::vector<Type> types;
  for (const Expr &operand : operands) types.push_back(operand.type);
  TypeOrReason result = rowOf(row).rule(types, wanted);
  EXPECT_TRUE(result) << rowOf(row).name << " " << result.reason;
  return {.kind = ExprKind::builtin, .row = row, .type = result.type, .operands = std::move(operands)};
}

inline Expr at(int line, int column, Expr expr) {
  expr.place = {line, column};
  return expr;
}

inline Stmt at(int line, int column, Stmt stmt) {
  stmt.place = {line, column};
  return stmt;
}

/// A function or kernel in the making. Parameters come before locals.
struct Making {
  Function function;

  explicit Making(std::string name) { function.name = std::move(name); }
  Expr local(const std::string &name, const Type &type) {
    function.variables.push_back({name, type, {}});
    return {.kind = ExprKind::variable, .type = type, .id = int(function.variables.size()) - 1};
  }
  Expr parameter(const std::string &name, const Type &type) {
    ++function.parameters;
    return local(name, type);
  }
  void add(Stmt stmt) { function.body.push_back(std::move(stmt)); }
};

/// Compiles the module and runs its only kernel; what both refuse fails the test.
inline Outcome launch(const Module &module, const std::vector<Argument> &arguments, const Launch &launch = {{1}}) {
  Result<Code> code = compileModule(module);
  EXPECT_TRUE(code) << (code ? "" : code.error().message);
  if (!code) return {};
  Result<Outcome> outcome = run(*code, 0, launch, arguments);
  EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().message);
  return outcome ? *outcome : Outcome{};
}

/// A buffer of numbers without structs.
inline Buffer numbers(const Type &element, std::vector<int32_t> shape, const std::vector<double> &values = {}) {
  Buffer buffer = makeBuffer(Layout(Module()), element, std::move(shape));
  size_t leaves = buffer.leaves.size();
  bool real = isFloat(element.scalar);
  for (size_t i = 0; i < values.size(); ++i)
    buffer.setValue(int64_t(i / leaves), {.integer = real ? 0 : int64_t(values[i]), .real = real ? values[i] : 0},
                    i % leaves);
  return buffer;
}

/// All scalars of a buffer.
inline std::vector<double> contents(const Buffer &buffer) {
  std::vector<double> values;
  for (int64_t i = 0; i < buffer.elements(); ++i)
    for (size_t leaf = 0; leaf < buffer.leaves.size(); ++leaf) {
      Literal value = buffer.value(i, leaf);
      values.push_back(isFloat(buffer.leaves[leaf].scalar) ? value.real : double(value.integer));
    }
  return values;
}

}  // namespace mlir_rl::kernel::testing
