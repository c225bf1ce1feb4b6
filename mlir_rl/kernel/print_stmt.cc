#include "mlir_rl/kernel/printer.h"

namespace mlir_rl::kernel {

namespace {

bool isLiteral(const Expr &expr, int64_t value) {
  return expr.kind == ExprKind::literal && expr.type == kI32 && expr.value.integer == value;
}

std::string rangeText(const Printer &p, const std::vector<Expr> &values) {
  std::string stop = exprText(p, values[1]);
  bool one = isLiteral(values[2], 1);
  if (one && isLiteral(values[0], 0)) return "range(" + stop + ")";
  return "range(" + exprText(p, values[0]) + ", " + stop + (one ? "" : ", " + exprText(p, values[2])) + ")";
}

std::string commaText(const Printer &p, const std::vector<Expr> &exprs) {
  std::string text;
  for (const Expr &expr : exprs) text += (text.empty() ? "" : ", ") + exprText(p, expr);
  return text;
}

std::string branchText(const Printer &p, const Stmt &stmt, int depth, const char *word) {
  std::string indent(size_t(depth) * 4, ' ');
  std::string text = indent + word + " " + exprText(p, stmt.values[0]) + ":\n" + blockText(p, stmt.body, depth + 1);
  if (stmt.otherwise.empty()) return text;
  if (stmt.otherwise.size() == 1 && stmt.otherwise[0].kind == StmtKind::branch)
    return text + branchText(p, stmt.otherwise[0], depth, "elif");
  return text + indent + "else:\n" + blockText(p, stmt.otherwise, depth + 1);
}

/// The line of a statement, or the first of a loop; no indentation, no newline.
std::string lineText(const Printer &p, const Stmt &stmt) {
  switch (stmt.kind) {
    case StmtKind::assign:
      return commaText(p, stmt.targets) + " = " + exprText(p, stmt.values[0]);
    case StmtKind::update:
      return exprText(p, stmt.targets[0]) + " " + rowOf(stmt.row).name + "= " + exprText(p, stmt.values[0]);
    case StmtKind::evaluate:
      return exprText(p, stmt.values[0]);
    case StmtKind::whileLoop:
      return "while " + exprText(p, stmt.values[0]) + ":";
    case StmtKind::forLoop:
      return "for " + exprText(p, stmt.targets[0]) + " in " + rangeText(p, stmt.values) + ":";
    case StmtKind::breakLoop:
      return "break";
    case StmtKind::continueLoop:
      return "continue";
    case StmtKind::giveBack:
      return stmt.values.empty() ? "return" : "return " + commaText(p, stmt.values);
    case StmtKind::assertion:
      return "assert " + exprText(p, stmt.values[0]);
    case StmtKind::pass:
    case StmtKind::branch:
      break;
  }
  return "pass";
}

}  // namespace

std::string blockText(const Printer &p, const std::vector<Stmt> &body, int depth) {
  std::string text;
  for (const Stmt &stmt : body) {
    if (stmt.kind == StmtKind::branch) {
      text += branchText(p, stmt, depth, "if");
      continue;
    }
    text += std::string(size_t(depth) * 4, ' ') + lineText(p, stmt) + "\n";
    text += blockText(p, stmt.body, depth + 1);
  }
  return text;
}

}  // namespace mlir_rl::kernel
