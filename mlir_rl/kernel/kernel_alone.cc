#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel/walk.h"

namespace mlir_rl::kernel {

namespace {

/// Which parts of a module are used.
struct Used {
  std::vector<bool> constants, structs, functions;
};

void useType(Used &used, const Module &module, const Type &type) {
  if (type.kind != TypeKind::structure || used.structs[size_t(type.structure)]) return;
  used.structs[size_t(type.structure)] = true;
  for (const Variable &field : module.structs[size_t(type.structure)].fields) useType(used, module, field.type);
}

void useFunction(Used &used, const Module &module, const Function &function) {
  for (const Variable &variable : function.variables) useType(used, module, variable.type);
  walkBody(function.body, [&](const Expr &expr) {
    useType(used, module, expr.type);
    if (expr.kind == ExprKind::constant) used.constants[size_t(expr.id)] = true;
    if (expr.kind != ExprKind::call || used.functions[size_t(expr.id)]) return;
    used.functions[size_t(expr.id)] = true;
    useFunction(used, module, module.functions[size_t(expr.id)]);
  });
}

/// Old number -> new number of those that stay.
std::vector<int> renumber(const std::vector<bool> &used) {
  std::vector<int> numbers;
  int next = 0;
  for (bool stays : used) numbers.push_back(stays ? next++ : -1);
  return numbers;
}

struct Numbers {
  std::vector<int> constants, structs, functions;
};

void renumberType(Type &type, const Numbers &numbers) {
  if (type.kind == TypeKind::structure) type.structure = int16_t(numbers.structs[size_t(type.structure)]);
}

Function renumbered(Function function, const Numbers &numbers) {
  for (Variable &variable : function.variables) renumberType(variable.type, numbers);
  for (Type &result : function.results) renumberType(result, numbers);
  walkBody(function.body, [&](Expr &expr) {
    renumberType(expr.type, numbers);
    if (expr.kind == ExprKind::constant) expr.id = numbers.constants[size_t(expr.id)];
    if (expr.kind == ExprKind::call) expr.id = numbers.functions[size_t(expr.id)];
  });
  return function;
}

}  // namespace

Module kernelAlone(const Module &module, int kernel) {
  Used used = {std::vector<bool>(module.constants.size()), std::vector<bool>(module.structs.size()),
               std::vector<bool>(module.functions.size())};
  useFunction(used, module, module.kernels[size_t(kernel)]);
  Numbers numbers = {renumber(used.constants), renumber(used.structs), renumber(used.functions)};
  Module alone;
  for (size_t i = 0; i < module.constants.size(); ++i)
    if (used.constants[i]) alone.constants.push_back(module.constants[i]);
  for (size_t i = 0; i < module.structs.size(); ++i) {
    if (!used.structs[i]) continue;
    alone.structs.push_back(module.structs[i]);
    for (Variable &field : alone.structs.back().fields) renumberType(field.type, numbers);
  }
  for (size_t i = 0; i < module.functions.size(); ++i)
    if (used.functions[i]) alone.functions.push_back(renumbered(module.functions[i], numbers));
  alone.kernels.push_back(renumbered(module.kernels[size_t(kernel)], numbers));
  return alone;
}

}  // namespace mlir_rl::kernel
