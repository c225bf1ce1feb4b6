// Loops as text.

#include <algorithm>
#include <limits>

#include "mlir_rl/kernel/effect.h"
#include "mlir_rl/kernel_text/body.h"

namespace mlir_rl::kernel::text {

void Body::whileLoop(const Stmt &stmt) {
  const Expr &condition = stmt.values[0];
  bool isWhole = !writesLines(condition);
  line(isWhole ? "while (" + expr(condition).text + ") {" : "while (true) {");
  ++depth_;
  if (!isWhole) line("if (" + prefix("!", expr(condition)).text + ") break;");
  statements(stmt.body);
  --depth_;
  line("}");
}

/// Computed again for every iteration it costs next to nothing, and makes no function call.
static bool isCheap(const Expr &expr) {
  switch (expr.kind) {
    case ExprKind::literal:
    case ExprKind::constant:
    case ExprKind::variable:
      return true;
    case ExprKind::builtin:
      if (expr.row != Builtin::add && expr.row != Builtin::sub && expr.row != Builtin::len) return false;
      return std::all_of(expr.operands.begin(), expr.operands.end(), isCheap);
    case ExprKind::field:
    case ExprKind::shape:
      return isCheap(expr.operands[0]);
    default:
      return false;
  }
}

/// The bound and the step as they are before the loop: what the loop may change is kept.
std::vector<Text> Body::rangeOf(const Stmt &stmt) {
  std::string name = function_.variables[size_t(stmt.targets[0].id)].name;
  std::set<int> written = writtenBy(stmt.body, unit_.module);
  written.insert(stmt.targets[0].id);
  std::vector<const Expr *> parts = {&stmt.values[0], &stmt.values[1], &stmt.values[2]};
  std::vector<Text> range = operands(parts);
  for (size_t i = 1; i < 3; ++i) {
    const Expr &value = stmt.values[i];
    Effects effects = effectsOf(value, unit_.module), body;
    body.writes = written;
    if (isCheap(value) && !conflict(effects, body)) continue;
    std::string kept = fresh(name + (i == 1 ? "_end" : "_step"));
    line("const int " + kept + " = " + range[i].text + ";");
    range[i] = {kept};
  }
  return range;
}

/// Whether `for (int i = start; i < stop; i += step)` does the same: the loop has a variable of its own that its body
/// does not change, the step's sign is known, and the variable never passes the range of int.
bool Body::isPlainLoop(const Stmt &stmt) {
  int variable = stmt.targets[0].id;
  const Literal *step = literalValue(stmt.values[2], unit_.module);
  if (!declarations_.at(stmt, variable) || !step || step->integer == 0) return false;
  if (writtenBy(stmt.body, unit_.module).contains(variable)) return false;
  Range stop = unit_.ranges.of(stmt.values[1], function_);
  return step->integer > 0 ? stop.high + step->integer - 1 <= std::numeric_limits<int32_t>::max()
                           : stop.low + step->integer + 1 >= std::numeric_limits<int32_t>::min();
}

static std::string stepText(const std::string &variable, const Literal &step, const Text &text) {
  if (step.integer == 1) return "++" + variable;
  if (step.integer == -1) return "--" + variable;
  return variable + " += " + text.text;
}

void Body::plainLoop(const Stmt &stmt, const std::vector<Text> &range) {
  std::string name = variable(stmt.targets[0].id).text;
  const Literal &step = *literalValue(stmt.values[2], unit_.module);
  Text condition = infix({name}, step.integer > 0 ? "<" : ">", range[1], Binding::relation);
  line("for (int " + name + " = " + range[0].text + "; " + condition.text + "; " + stepText(name, step, range[2]) +
       ") {");
  block(stmt.body);
  line("}");
}

/// With a counter of its own, wide enough to pass the end.
void Body::countedLoop(const Stmt &stmt, const std::vector<Text> &range) {
  int id = stmt.targets[0].id;
  std::string name = variable(id).text, next = unit_.names.fresh(name + "_next");
  const Literal *step = literalValue(stmt.values[2], unit_.module);
  Text up = infix({next}, "<", range[1], Binding::relation), down = infix({next}, ">", range[1], Binding::relation);
  Text condition =
      step ? (step->integer > 0 ? up : down) : conditional(infix(range[2], ">", {"0"}, Binding::relation), up, down);
  std::string advance = step ? stepText(next, *step, range[2]) : next + " += " + range[2].text;
  line("for (" + unit_.prelude.word(Scalar::i64) + " " + next + " = " + range[0].text + "; " + condition.text + "; " +
       advance + ") {");
  ++depth_;
  line((declarations_.at(stmt, id) ? "int " : "") + name + " = int(" + next + ");");
  statements(stmt.body);
  --depth_;
  line("}");
}

void Body::forLoop(const Stmt &stmt) {
  std::vector<Text> range = rangeOf(stmt);
  isPlainLoop(stmt) ? plainLoop(stmt, range) : countedLoop(stmt, range);
}

}  // namespace mlir_rl::kernel::text
