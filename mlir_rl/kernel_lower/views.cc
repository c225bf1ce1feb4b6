#include "mlir_rl/kernel_lower/views.h"

#include <algorithm>

#include "mlir_rl/kernel/walk.h"
#include "mlir_rl/kernel_lower/live.h"

namespace mlir_rl::kernel::lowering {
Expr fieldOf(const Expr &whole, int field, const Type &type) {
  return {.kind = ExprKind::field, .type = type, .id = field, .operands = {whole}};
}

namespace {

/// What is assigned to the variable, or to a part of it that holds arrays, whatever stands around the assignments.
void addSources(const Types &types, const std::vector<Stmt> &body, int variable, std::vector<const Expr *> &sources) {
  for (const Stmt &stmt : body) {
    for (size_t i = 0; i < stmt.targets.size() && stmt.kind == StmtKind::assign; ++i) {
      const Expr &target = stmt.targets[i];
      bool isPart = target.kind != ExprKind::variable && !types.holdsArrays(target.type);
      if (assignedVariable(target) != variable || isPart) continue;
      bool tuple = stmt.values[0].kind == ExprKind::tuple;
      sources.push_back(tuple ? &stmt.values[0].operands[i] : &stmt.values[0]);
    }
    addSources(types, stmt.body, variable, sources);
    addSources(types, stmt.otherwise, variable, sources);
  }
}

int countArrays(const Types &types, const Type &type) {
  std::vector<Part> parts;
  types.addParts(type, "", parts);
  return int(std::count_if(parts.begin(), parts.end(), [](const Part &part) { return part.type.isArray(); }));
}

/// The arrays that a call passes, in order; each as a field of the operand, where that is a struct.
void addPassedArrays(const Types &types, const Expr &operand, std::vector<Expr> &arrays) {
  if (operand.type.isArray()) arrays.push_back(operand);
  if (!operand.type.isStruct()) return;
  const std::vector<Variable> &fields = types.fields(operand.type);
  for (size_t i = 0; i < fields.size(); ++i) addPassedArrays(types, fieldOf(operand, int(i), fields[i].type), arrays);
}

/// Number of an array among those of all parameters.
size_t numberOf(const Types &types, const Function &function, const ArrayRoot &root) {
  int number = root.number;
  for (int i = 0; i < root.parameter; ++i) number += countArrays(types, function.variables[size_t(i)].type);
  return size_t(number);
}

}  // namespace

ArrayRoot rootOfArray(const Types &types, const Function &function, const Expr &expr) {
  ArrayRoot root;
  const Expr *at = &expr;
  while (true) {
    if (at->kind == ExprKind::element && at->type.isArray()) {
      root.indices += at->operands.size() - 1;
      at = &at->operands[0];
    } else if (at->kind == ExprKind::field) {
      const Type &whole = at->operands[0].type;
      for (int i = 0; i < at->id; ++i) root.number += countArrays(types, types.fields(whole)[size_t(i)].type);
      at = &at->operands[0];
    } else if (at->kind == ExprKind::variable && at->id < function.parameters) {
      root.parameter = at->id;
      return root;
    } else {
      std::vector<const Expr *> sources;
      if (at->kind == ExprKind::variable) addSources(types, function.body, at->id, sources);
      if (sources.size() != 1) return root;
      at = sources[0];
    }
  }
}

const Expr *unknownArray(const Types &types, const Function &function) {
  const Expr *unknown = nullptr;
  walkBody(function.body, [&](const Expr &expr) {
    std::vector<Expr> arrays;
    bool isPart = expr.kind == ExprKind::variable || expr.kind == ExprKind::field || expr.kind == ExprKind::element;
    if (isPart || expr.type.isArray()) addPassedArrays(types, expr, arrays);
    for (const Expr &array : arrays)
      if (rootOfArray(types, function, array).parameter < 0 || types.holdsArrays(elementType(array.type)))
        unknown = unknown ? unknown : &expr;
  });
  return unknown;
}

std::vector<std::vector<bool>> viewParameters(const Types &types, const std::vector<Function> &functions,
                                              const Function &kernel) {
  std::vector<std::vector<bool>> views(functions.size());
  auto examine = [&](const Function &caller, const std::vector<bool> *own) {
    walkBody(caller.body, [&](const Expr &expr) {
      if (expr.kind != ExprKind::call) return;
      std::vector<Expr> passed;
      for (const Expr &operand : expr.operands) addPassedArrays(types, operand, passed);
      std::vector<bool> &callee = views[size_t(expr.id)];
      callee.resize(passed.size());
      for (size_t i = 0; i < passed.size(); ++i) {
        ArrayRoot root = rootOfArray(types, caller, passed[i]);
        bool isView = own && root.parameter >= 0 && (*own)[numberOf(types, caller, root)];
        if (root.indices || isView) callee[i] = true;
      }
    });
  };
  examine(kernel, nullptr);
  // A function is called only from those that stand after it.
  for (size_t i = functions.size(); i-- > 0;) examine(functions[i], &views[i]);
  return views;
}

}  // namespace mlir_rl::kernel::lowering
