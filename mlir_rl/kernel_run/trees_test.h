#pragma once

/// \file
/// Short ways to write trees in tests.

#include <gtest/gtest.h>

#include <initializer_list>

#include "mlir_rl/kernel_run/buffer.h"
#include "mlir_rl/kernel_run/compile.h"

namespace mlir_rl::kernel::testing {

using Exprs = std::vector<Expr>;

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

inline Exprs joined(Expr first, Exprs rest) {
  rest.insert(rest.begin(), std::move(first));
  return rest;
}
inline Expr element(Expr array, Exprs indices) {
  Type type = indexedType(array.type, int(indices.size()));
  return {.kind = ExprKind::element, .type = type, .operands = joined(std::move(array), std::move(indices))};
}
/// One index into a matrix gives a row.
inline Expr component(Expr whole, Exprs indices) {
  bool row = whole.type.isMatrix() && indices.size() == 1;
  Type type = row ? vectorType(whole.type.columns, whole.type.scalar) : componentType(whole.type);
  return {.kind = ExprKind::component, .type = type, .operands = joined(std::move(whole), std::move(indices))};
}
inline Expr field(Expr whole, int number, const Type &type) {
  return {.kind = ExprKind::field, .type = type, .id = number, .operands = {std::move(whole)}};
}
inline Expr construct(const Type &type, Exprs operands) {
  return {.kind = ExprKind::construct, .type = type, .operands = std::move(operands)};
}
inline Expr tid() { return {.kind = ExprKind::tid, .type = kI32, .id = 1}; }
inline Expr tids(int dims) { return {.kind = ExprKind::tid, .id = dims}; }
inline Expr tuple(Exprs operands) { return {.kind = ExprKind::tuple, .operands = std::move(operands)}; }
inline Expr conditional(Expr condition, Expr a, Expr b) {
  Type type = a.type;
  return {.kind = ExprKind::conditional, .type = type, .operands = {std::move(condition), std::move(a), std::move(b)}};
}
inline Expr call(int function, const Type &type, Exprs operands) {
  return {.kind = ExprKind::call, .type = type, .id = function, .operands = std::move(operands)};
}
inline Expr at(int line, int column, Expr expr) {
  expr.place = {line, column};
  return expr;
}

inline Stmt assign(Expr target, Expr value) {
  return {.kind = StmtKind::assign, .targets = {std::move(target)}, .values = {std::move(value)}};
}
inline Stmt assignMany(Exprs targets, Expr value) {
  return {.kind = StmtKind::assign, .targets = std::move(targets), .values = {std::move(value)}};
}
inline Stmt update(Builtin row, Expr target, Expr value) {
  return {.kind = StmtKind::update, .row = row, .targets = {std::move(target)}, .values = {std::move(value)}};
}
inline Stmt branch(Expr condition, std::vector<Stmt> body, std::vector<Stmt> otherwise = {}) {
  return {.kind = StmtKind::branch,
          .values = {std::move(condition)},
          .body = std::move(body),
          .otherwise = std::move(otherwise)};
}
inline Stmt whileLoop(Expr condition, std::vector<Stmt> body) {
  return {.kind = StmtKind::whileLoop, .values = {std::move(condition)}, .body = std::move(body)};
}
inline Stmt forLoop(Expr variable, Exprs range, std::vector<Stmt> body) {
  return {
      .kind = StmtKind::forLoop, .targets = {std::move(variable)}, .values = std::move(range), .body = std::move(body)};
}
inline Stmt giveBack(Exprs values) { return {.kind = StmtKind::giveBack, .values = std::move(values)}; }
inline Stmt plain(StmtKind kind) { return {.kind = kind}; }
inline Stmt assertion(Expr holds) { return {.kind = StmtKind::assertion, .values = {std::move(holds)}}; }
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
