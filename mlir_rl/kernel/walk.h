#pragma once

/// \file
/// Visits every expression of a tree, outer ones first, in the order of the text's statements.

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

template <class ExprLike, class Visit>
void walkExpr(ExprLike &expr, const Visit &visit) {
  visit(expr);
  for (auto &operand : expr.operands) walkExpr(operand, visit);
}

template <class Body, class Visit>
void walkBody(Body &body, const Visit &visit) {
  for (auto &stmt : body) {
    for (auto &target : stmt.targets) walkExpr(target, visit);
    for (auto &value : stmt.values) walkExpr(value, visit);
    walkBody(stmt.body, visit);
    walkBody(stmt.otherwise, visit);
  }
}

}  // namespace mlir_rl::kernel
