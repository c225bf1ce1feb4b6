// Statements as text, but for assignments and loops.

#include "mlir_rl/kernel/effect.h"
#include "mlir_rl/kernel_text/body.h"

namespace mlir_rl::kernel::text {

std::vector<std::string> threadNames(const Unit &unit, int dims) {
  if (dims <= 1) return {unit.names.fresh("tid")};
  std::vector<std::string> names;
  for (int dim = 0; dim < dims; ++dim) names.push_back(unit.names.fresh("tid" + std::to_string(dim)));
  return names;
}

std::string Body::write() {
  statements(function_.body);
  return text_;
}

void Body::statements(const std::vector<Stmt> &body) {
  for (const Stmt &stmt : body) statement(stmt);
}

void Body::block(const std::vector<Stmt> &body) {
  ++depth_;
  statements(body);
  --depth_;
}

void Body::declareBefore(const Stmt &stmt) {
  for (int id : declarations_.before(stmt))
    line(unit_.prelude.word(function_.variables[size_t(id)].type) + " " + variable(id).text + ";");
}

void Body::statement(const Stmt &stmt) {
  declareBefore(stmt);
  switch (stmt.kind) {
    case StmtKind::assign:
      return stmt.targets.size() == 1 ? assign(stmt) : assignMany(stmt);
    case StmtKind::update:
      return update(stmt);
    case StmtKind::evaluate:
      return line(expr(stmt.values[0]).text + ";");
    case StmtKind::branch:
      return branch(stmt);
    case StmtKind::whileLoop:
      return whileLoop(stmt);
    case StmtKind::forLoop:
      return forLoop(stmt);
    case StmtKind::breakLoop:
      return line("break;");
    case StmtKind::continueLoop:
      return line("continue;");
    case StmtKind::giveBack:
      return giveBack(stmt);
    case StmtKind::assertion:
      return assertion(stmt);
    case StmtKind::pass:
      return;
  }
}

/// A branch that is all of an else, with nothing to be done before it, goes on as `else if`.
void Body::branch(const Stmt &stmt) {
  line("if (" + expr(stmt.values[0]).text + ") {");
  const Stmt *current = &stmt;
  for (;; current = &current->otherwise[0]) {
    block(current->body);
    bool isOne = current->otherwise.size() == 1 && current->otherwise[0].kind == StmtKind::branch;
    if (!isOne) break;
    const Stmt &next = current->otherwise[0];
    if (!declarations_.before(next).empty() || writesLines(next.values[0])) break;
    line("} else if (" + expr(next.values[0]).text + ") {");
  }
  if (!current->otherwise.empty()) {
    line("} else {");
    block(current->otherwise);
  }
  line("}");
}

void Body::giveBack(const Stmt &stmt) {
  if (stmt.values.empty()) return line("return;");
  if (stmt.values.size() == 1) return line("return " + initial(stmt.values[0]) + ";");
  std::vector<const Expr *> values;
  for (const Expr &value : stmt.values) values.push_back(&value);
  line("return {" + listed(operands(values, Order::leftToRight)) + "};");
}

/// C++ does not evaluate conditions of assertions when it is told so, and takes a comma in braces for another argument.
void Body::assertion(const Stmt &stmt) {
  if (unit_.target == Target::cpp) unit_.prelude.include("cassert");
  Text holds = expr(stmt.values[0]);
  if (hasEffect(stmt.values[0], unit_.module)) holds = kept(holds, kBool);
  bool hasBraces = holds.text.find('{') != std::string::npos;
  line("assert(" + (hasBraces ? "(" + holds.text + ")" : holds.text) + ");");
}

}  // namespace mlir_rl::kernel::text
