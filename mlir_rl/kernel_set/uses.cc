#include "mlir_rl/kernel_set/uses.h"

#include "mlir_rl/kernel/signature.h"
#include "mlir_rl/kernel/walk.h"

namespace mlir_rl::kernel {

/// In the orders of StmtKind and ExprKind.
static constexpr const char *kStatements[] = {"assign", "update",   "call",   "if",     "while", "for",
                                              "break",  "continue", "return", "assert", "pass"};
static constexpr const char *kExpressions[] = {"literal",   "constant",    "variable", "builtin", "call",
                                               "construct", "component",   "element",  "field",   "shape",
                                               "tid",       "conditional", "tuple"};
static constexpr const char *kUnrolled = "for, unrolled";

static std::string statementWord(const Stmt &stmt) {
  return stmt.kind == StmtKind::forLoop && stmt.unrolled ? kUnrolled : kStatements[size_t(stmt.kind)];
}

static void addStatements(const std::vector<Stmt> &body, Uses &uses) {
  for (const Stmt &stmt : body) {
    uses.statements.insert(statementWord(stmt));
    if (stmt.kind == StmtKind::update) uses.builtins.insert(writtenForm(rowOf(stmt.row)));
    addStatements(stmt.body, uses);
    addStatements(stmt.otherwise, uses);
  }
}

static void addType(const Type &type, Uses &uses) {
  if (type.isNone()) return;
  Type element = elementType(type);
  if (element.isNumeric()) uses.scalars.insert(scalarName(element.scalar));
  uses.shapes.insert(element.isStruct()   ? "struct"
                     : element.isVector() ? "vector"
                     : element.isMatrix() ? "matrix"
                                          : "scalar");
  if (type.isArray()) uses.shapes.insert("array" + std::to_string(type.dims) + "d");
}

static void addExpr(const Expr &expr, Uses &uses) {
  uses.expressions.insert(kExpressions[size_t(expr.kind)]);
  addType(expr.type, uses);
  if (expr.kind == ExprKind::builtin) uses.builtins.insert(writtenForm(rowOf(expr.row)));
}

Uses usesOf(const Module &module) {
  Uses uses;
  for (const Struct &structure : module.structs)
    for (const Variable &field : structure.fields) addType(field.type, uses);
  for (const auto *functions : {&module.functions, &module.kernels})
    for (const Function &function : *functions) {
      for (const Variable &variable : function.variables) addType(variable.type, uses);
      addStatements(function.body, uses);
      walkBody(function.body, [&](const Expr &expr) { addExpr(expr, uses); });
    }
  return uses;
}

std::set<std::string> statementWords() {
  std::set<std::string> words(std::begin(kStatements), std::end(kStatements));
  words.insert(kUnrolled);
  return words;
}

std::set<std::string> expressionWords() { return {std::begin(kExpressions), std::end(kExpressions)}; }

}  // namespace mlir_rl::kernel
