#include <algorithm>
#include <cassert>

#include "mlir_rl/kernel/parts.h"
#include "mlir_rl/kernel/walk.h"
#include "mlir_rl/kernel_make/tidy.h"

namespace mlir_rl::kernel::make {

namespace {

bool isDynamicLoop(const Stmt &stmt, const Module &module) {
  return stmt.kind == StmtKind::whileLoop || (stmt.kind == StmtKind::forLoop && !unrolls(stmt, module));
}

/// An assignment of a whole variable and the loops around it that are not unrolled, by their numbers.
struct Assignment {
  int variable;
  std::vector<int> loops;
  Expr *literal;  ///< the value, when it is a bare one
};

Expr *bareLiteral(Expr &value) {
  bool plain = value.type == kI32 || value.type == kF32 || value.type == kBool;
  bool bare = value.kind == ExprKind::literal || value.kind == ExprKind::constant;
  return plain && bare ? &value : nullptr;
}

class Assignments {
 public:
  Assignments(std::vector<Stmt> &body, const Module &module) : module_(module) { collect(body); }

  std::vector<Assignment> all;

 private:
  void collect(std::vector<Stmt> &body) {
    for (Stmt &stmt : body) {
      for (size_t i = 0; i < stmt.targets.size(); ++i)
        if (stmt.targets[i].kind == ExprKind::variable && stmt.kind != StmtKind::forLoop)
          all.push_back({stmt.targets[i].id, loops_, valueOf(stmt, i)});
      bool dynamic = isDynamicLoop(stmt, module_);
      if (dynamic) loops_.push_back(next_++);
      collect(stmt.body);
      if (dynamic) loops_.pop_back();
      collect(stmt.otherwise);
    }
  }

  Expr *valueOf(Stmt &stmt, size_t target) {
    if (stmt.kind != StmtKind::assign) return nullptr;
    Expr &value = stmt.values[0];
    return bareLiteral(value.kind == ExprKind::tuple ? value.operands[target] : value);
  }

  const Module &module_;
  std::vector<int> loops_;
  int next_ = 0;
};

/// Whether some loop around `inner` is not around `outer`.
bool isDeeper(const Assignment &inner, const Assignment &outer) {
  return std::any_of(inner.loops.begin(), inner.loops.end(), [&](int loop) {
    return std::find(outer.loops.begin(), outer.loops.end(), loop) == outer.loops.end();
  });
}

void declare(Expr &literal) {
  Expr inner = literal;
  literal = {.kind = ExprKind::builtin, .row = castTo(inner.type.scalar), .type = inner.type, .operands = {inner}};
}

void markUnrolled(std::vector<Stmt> &body, const Module &module) {
  for (Stmt &stmt : body) {
    stmt.unrolled = stmt.kind == StmtKind::forLoop && unrolls(stmt, module);
    markUnrolled(stmt.body, module);
    markUnrolled(stmt.otherwise, module);
  }
}

/// Variables in the order of their first assignments.
void addAssigned(const std::vector<Stmt> &body, std::vector<int> &order) {
  for (const Stmt &stmt : body) {
    for (const Expr &target : stmt.targets)
      if (target.kind == ExprKind::variable && std::find(order.begin(), order.end(), target.id) == order.end())
        order.push_back(target.id);
    addAssigned(stmt.body, order);
    addAssigned(stmt.otherwise, order);
  }
}

}  // namespace

void declareLiterals(Function &function, const Module &module) {
  Assignments assignments(function.body, module);
  for (const Assignment &outer : assignments.all) {
    auto changesIt = [&](const Assignment &inner) {
      return inner.variable == outer.variable && isDeeper(inner, outer);
    };
    if (outer.literal && std::any_of(assignments.all.begin(), assignments.all.end(), changesIt))
      declare(*outer.literal);
  }
  markUnrolled(function.body, module);
}

std::vector<bool> occurring(const Function &function) {
  std::vector<bool> occurs(function.variables.size());
  walkBody(function.body, [&](const Expr &expr) {
    if (expr.kind == ExprKind::variable) occurs[size_t(expr.id)] = true;
  });
  return occurs;
}

Function arranged(Function function, const std::vector<int> &parameters) {
  std::vector<int> order = parameters, numbers(function.variables.size(), -1);
  addAssigned(function.body, order);
  std::vector<Variable> variables;
  for (int old : order) {
    numbers[size_t(old)] = int(variables.size());
    variables.push_back(std::move(function.variables[size_t(old)]));
  }
  walkBody(function.body, [&](Expr &expr) {
    if (expr.kind != ExprKind::variable) return;
    expr.id = numbers[size_t(expr.id)];
    assert(expr.id >= 0 && "a variable is read that nothing assigns");
  });
  function.variables = std::move(variables);
  function.parameters = int(parameters.size());
  return function;
}

}  // namespace mlir_rl::kernel::make
