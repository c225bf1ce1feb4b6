#pragma once

/// \file
/// Short ways to write trees: each gives the node with its type and its parts in their places.

#include <utility>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel::parts {

using Exprs = std::vector<Expr>;

inline Exprs joined(Expr first, Exprs rest) {
  rest.insert(rest.begin(), std::move(first));
  return rest;
}
inline Expr variable(int id, const Type &type) { return {.kind = ExprKind::variable, .type = type, .id = id}; }
/// Fewer indices than dimensions give a view.
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
inline Expr shape(Expr array, int dimension) {
  return {.kind = ExprKind::shape, .type = kI32, .id = dimension, .operands = {std::move(array)}};
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

inline Stmt assign(Expr target, Expr value) {
  return {.kind = StmtKind::assign, .targets = {std::move(target)}, .values = {std::move(value)}};
}
inline Stmt assignMany(Exprs targets, Expr value) {
  return {.kind = StmtKind::assign, .targets = std::move(targets), .values = {std::move(value)}};
}
inline Stmt update(Builtin row, Expr target, Expr value) {
  return {.kind = StmtKind::update, .row = row, .targets = {std::move(target)}, .values = {std::move(value)}};
}
inline Stmt evaluate(Expr value) { return {.kind = StmtKind::evaluate, .values = {std::move(value)}}; }
inline Stmt branch(Expr condition, std::vector<Stmt> body, std::vector<Stmt> otherwise = {}) {
  return {.kind = StmtKind::branch,
          .values = {std::move(condition)},
          .body = std::move(body),
          .otherwise = std::move(otherwise)};
}
inline Stmt whileLoop(Expr condition, std::vector<Stmt> body) {
  return {.kind = StmtKind::whileLoop, .values = {std::move(condition)}, .body = std::move(body)};
}
/// `range`: start, stop, step.
inline Stmt forLoop(Expr variable, Exprs range, std::vector<Stmt> body) {
  return {
      .kind = StmtKind::forLoop, .targets = {std::move(variable)}, .values = std::move(range), .body = std::move(body)};
}
inline Stmt giveBack(Exprs values) { return {.kind = StmtKind::giveBack, .values = std::move(values)}; }
inline Stmt plain(StmtKind kind) { return {.kind = kind}; }
inline Stmt assertion(Expr holds) { return {.kind = StmtKind::assertion, .values = {std::move(holds)}}; }

}  // namespace mlir_rl::kernel::parts
