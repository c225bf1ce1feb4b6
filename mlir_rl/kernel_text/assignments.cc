// Assignments and updates as text. In an assignment the value comes first, then the targets' indices, then the targets
// are written; C++ evaluates the right side of = first, too.

#include <algorithm>

#include "mlir_rl/kernel/effect.h"
#include "mlir_rl/kernel_text/body.h"

namespace mlir_rl::kernel::text {

static bool isRow(const Expr &target) { return target.kind == ExprKind::component && target.type.isVector(); }

Body::Goal Body::goal(const Expr &target) {
  if (!isRow(target)) return {place(target).text, ""};
  Text matrix = steadyPlace(target.operands[0], {&target.operands[1]});
  return {matrix.text, expr(target.operands[1]).text};
}

Text Body::read(const Goal &goal, const Expr &target) {
  if (goal.row.empty()) return {goal.text};
  return row(target.operands[0].type, {Text{goal.text}, Text{goal.row}});
}

void Body::write(const Goal &goal, const Expr &target, const std::string &value) {
  if (goal.row.empty()) return line(goal.text + " = " + value + ";");
  Type matrix = target.operands[0].type;
  unit_.prelude.function({}, "set_row", {{"a", matrix, true}, {"row", kI32}, {"value", target.type}},
                         loopText(target.type, "a.c[row][i] = value.c[i];\n"));
  line("set_row(" + goal.text + ", " + goal.row + ", " + value + ");");
}

/// A row is written by a call, whose operands C++ evaluates in any order; a target with lines before it comes too
/// early.
void Body::assign(const Stmt &stmt) {
  const Expr &target = stmt.targets[0], &value = stmt.values[0];
  if (target.kind == ExprKind::variable) return give(stmt, 0, initial(value));
  std::string text = initial(value);
  bool disturbs = conflict(effectsOfIndices(target, unit_.module), effectsOf(value, unit_.module));
  bool isEarly = isRow(target) || (hasEffect(target, unit_.module) && writesLines(target));
  if (isEarly && disturbs) text = kept({text}, target.type).text;
  write(goal(target), target, text);
}

void Body::give(const Stmt &stmt, size_t which, const std::string &value) {
  const Expr &target = stmt.targets[which];
  std::string type = declarations_.at(stmt, target.id) ? unit_.prelude.word(target.type) + " " : "";
  line(type + variable(target.id).text + " = " + value + ";");
}

/// Which values must be there before the first variable is written: those that read a variable written before it is
/// their turn, and those whose order among these matters.
std::vector<bool> Body::disturbedValues(const Stmt &stmt) {
  const std::vector<Expr> &parts = stmt.values[0].operands;
  std::vector<Effects> effects;
  for (const Expr &part : parts) effects.push_back(effectsOf(part, unit_.module));
  std::vector<bool> disturbed(parts.size());
  for (size_t i = parts.size(); i-- > 0;)
    for (size_t j = parts.size(); j-- > 0;) {
      if (j < i && conflict(effectsOfTarget(stmt.targets[j], unit_.module), effects[i])) disturbed[i] = true;
      if (j > i && disturbed[j] && conflict(effects[i], effects[j])) disturbed[i] = true;
    }
  return disturbed;
}

void Body::assignTuple(const Stmt &stmt) {
  const std::vector<Expr> &parts = stmt.values[0].operands;
  std::vector<bool> disturbed = disturbedValues(stmt);
  std::vector<std::string> values(parts.size());
  for (size_t i = 0; i < parts.size(); ++i)
    if (disturbed[i]) values[i] = kept(expr(parts[i]), parts[i].type).text;
  for (size_t i = 0; i < parts.size(); ++i) give(stmt, i, disturbed[i] ? values[i] : initial(parts[i]));
}

/// A function of several results gives a struct of them.
void Body::assignResults(const Stmt &stmt) {
  const Expr &callee = stmt.values[0];
  std::string value = expr(callee).text, names;
  if (declarations_.atAll(stmt)) {
    for (const Expr &target : stmt.targets) names += (names.empty() ? "" : ", ") + variable(target.id).text;
    return line("auto [" + names + "] = " + value + ";");
  }
  std::string all = temporary();
  line("const " + unit_.results.at(callee.id) + " " + all + " = " + value + ";");
  for (size_t i = 0; i < stmt.targets.size(); ++i) give(stmt, i, all + ".r" + std::to_string(i));
}

void Body::assignThread(const Stmt &stmt) {
  std::vector<std::string> names = threadNames(unit_, launchDims(function_));
  for (size_t i = 0; i < stmt.targets.size(); ++i) give(stmt, i, names[i]);
}

void Body::assignMany(const Stmt &stmt) {
  switch (stmt.values[0].kind) {
    case ExprKind::tid:
      return assignThread(stmt);
    case ExprKind::tuple:
      return assignTuple(stmt);
    default:
      return assignResults(stmt);
  }
}

bool Body::updateAtomic(const Stmt &stmt) {
  const Expr &target = stmt.targets[0], &value = stmt.values[0];
  std::optional<Builtin> atomic = atomicOf(stmt.row);
  if (target.kind != ExprKind::element || !atomic) return false;
  Expr whole = {.kind = ExprKind::builtin, .row = *atomic, .type = target.type, .operands = target.operands};
  whole.operands.push_back(value);
  line(memoryBuiltin(whole).text + ";");
  return true;
}

/// A target that is read and written in two places, or before and after its value changes what it depends on, is found
/// once.
void Body::fix(Goal &to, const Expr &target) {
  if (target.kind == ExprKind::variable) return;
  if (to.row.empty())
    to.text = keptPlace({to.text}, target.type).text;
  else
    to.row = kept({to.row}, kI32).text;
}

/// The target's indices come first and are evaluated once; then its value is read, and then comes the other.
void Body::update(const Stmt &stmt) {
  if (updateAtomic(stmt)) return;
  const Expr &target = stmt.targets[0], &value = stmt.values[0];
  const Type &type = target.type;
  Goal to = goal(target);
  Effects changing = effectsOf(value, unit_.module);
  bool changes = conflict(effectsOf(target, unit_.module), changing);
  if (hasEffect(target, unit_.module) || conflict(effectsOfIndices(target, unit_.module), changing)) fix(to, target);
  Text old = read(to, target);
  if (changes) old = kept(old, type);
  Text other = expr(value);
  bool isScalar = type.isScalar() && value.type.isScalar(), isInt = isScalar && isInteger(type.scalar);
  bool overflows = !isInt || Ranges::overflows(stmt.row, type.scalar, unit_.ranges.of(target, function_),
                                               unit_.ranges.of(value, function_));
  if (!changes && isScalar && hasAssignment(unit_.target, stmt.row, type.scalar, overflows))
    return line(to.text + " " + rowOf(stmt.row).name + "= " + other.text + ";");
  Type types[] = {type, value.type};
  Text operands[] = {old, other};
  write(to, target, spell(stmt.row, {unit_.prelude, types, type, operands, overflows}).text);
}

}  // namespace mlir_rl::kernel::text
