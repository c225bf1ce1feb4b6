#pragma once

/// \file
/// Whether trees keep the rules of typing, for tests.

#include <string>

#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

/// Finds the first expression or statement of a module whose type is not what its parts make it.
class TypeChecker {
 public:
  explicit TypeChecker(const Module &module) : module_(module) {}

  /// What is wrong; "" when nothing is.
  std::string wrong() {
    for (const std::vector<Function> *functions : {&module_.functions, &module_.kernels})
      for (const Function &function : *functions) {
        function_ = &function;
        block(function.body);
      }
    return wrong_;
  }

 private:
  void require(bool holds, const std::string &what) {
    if (!holds && wrong_.empty()) wrong_ = function_->name + ": " + what;
  }
  std::string text(const Expr &expr) const { return printExpr(expr, *function_, module_); }

  bool ruleGives(const Expr &expr) const {
    std::vector<Type> types;
    for (const Expr &operand : expr.operands) types.push_back(operand.type);
    TypeOrReason rule = rowOf(expr.row).rule(types, expr.type);
    return rule && rule.type == expr.type;
  }

  bool indicesAreWhole(const Expr &expr) const {
    for (size_t i = 1; i < expr.operands.size(); ++i)
      if (!isInteger(expr.operands[i].type.scalar)) return false;
    return true;
  }

  bool constructs(const Expr &expr) const {
    size_t count = expr.operands.size();
    if (expr.type.isStruct()) {
      const std::vector<Variable> &fields = module_.structs[size_t(expr.type.structure)].fields;
      if (count == 0) return true;
      for (size_t i = 0; i < fields.size(); ++i)
        if (count != fields.size() || expr.operands[i].type != fields[i].type) return false;
      return true;
    }
    for (const Expr &operand : expr.operands)
      if (operand.type != componentType(expr.type)) return false;
    return count <= 1 || count == size_t(expr.type.components());
  }

  bool calls(const Expr &expr) const {
    const Function &called = module_.functions[size_t(expr.id)];
    bool suits = expr.operands.size() == size_t(called.parameters);
    for (size_t i = 0; suits && i < expr.operands.size(); ++i)
      suits = expr.operands[i].type == called.variables[i].type;
    return suits && expr.type == (called.results.size() == 1 ? called.results[0] : Type{});
  }

  bool suits(const Expr &expr) const {
    switch (expr.kind) {
      case ExprKind::variable:
        return function_->variables[size_t(expr.id)].type == expr.type;
      case ExprKind::constant:
        return module_.constants[size_t(expr.id)].type == expr.type;
      case ExprKind::builtin:
        return ruleGives(expr);
      case ExprKind::call:
        return calls(expr);
      case ExprKind::construct:
        return constructs(expr);
      case ExprKind::element:
        return indicesAreWhole(expr) && indexedType(expr.operands[0].type, int(expr.operands.size()) - 1) == expr.type;
      case ExprKind::component:
        return indicesAreWhole(expr) && expr.type.scalar == expr.operands[0].type.scalar;
      case ExprKind::field:
        return module_.structs[size_t(expr.operands[0].type.structure)].fields[size_t(expr.id)].type == expr.type;
      case ExprKind::conditional:
        return expr.operands[0].type == kBool && expr.operands[1].type == expr.type &&
               expr.operands[2].type == expr.type;
      case ExprKind::literal:
      case ExprKind::shape:
      case ExprKind::tid:
      case ExprKind::tuple:
        break;
    }
    return true;
  }

  void check(const Expr &expr) {
    for (const Expr &operand : expr.operands) check(operand);
    require(suits(expr), text(expr));
  }

  std::vector<Type> typesOf(const Expr &value) const {
    if (value.kind == ExprKind::tid && value.id > 1) return std::vector<Type>(size_t(value.id), kI32);
    if (value.kind == ExprKind::call && value.type.isNone()) return module_.functions[size_t(value.id)].results;
    if (value.kind != ExprKind::tuple) return {value.type};
    std::vector<Type> types;
    for (const Expr &operand : value.operands) types.push_back(operand.type);
    return types;
  }

  std::vector<Type> typesOf(const std::vector<Expr> &exprs) const {
    std::vector<Type> types;
    for (const Expr &expr : exprs) types.push_back(expr.type);
    return types;
  }

  void statement(const Stmt &stmt) {
    std::vector<Type> values = typesOf(stmt.values), targets = typesOf(stmt.targets);
    if (stmt.kind == StmtKind::assign) require(typesOf(stmt.values[0]) == targets, "an assignment");
    if (stmt.kind == StmtKind::update) {
      TypeOrReason rule = rowOf(stmt.row).rule(std::vector<Type>{targets[0], values[0]}, targets[0]);
      require(rule && rule.type == targets[0], "an update of " + text(stmt.targets[0]));
    }
    bool tests = stmt.kind == StmtKind::branch || stmt.kind == StmtKind::whileLoop || stmt.kind == StmtKind::assertion;
    if (tests) require(values[0] == kBool, "a condition");
    if (stmt.kind == StmtKind::forLoop) require(values == std::vector<Type>{kI32, kI32, kI32}, "a range");
    if (stmt.kind == StmtKind::forLoop) require(stmt.unrolled == unrolls(stmt, module_), "whether a loop is unrolled");
    if (stmt.kind == StmtKind::giveBack) require(values == function_->results, "a return");
  }

  void block(const std::vector<Stmt> &body) {
    for (const Stmt &stmt : body) {
      for (const Expr &target : stmt.targets) check(target);
      for (const Expr &value : stmt.values) check(value);
      statement(stmt);
      block(stmt.body);
      block(stmt.otherwise);
    }
  }

  const Module &module_;
  const Function *function_ = nullptr;
  std::string wrong_;
};

}  // namespace mlir_rl::kernel
