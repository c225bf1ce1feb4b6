// Compiling statements.

#include <algorithm>

#include "mlir_rl/kernel_run/compiler.h"
#include "mlir_rl/kernel_run/control.h"

namespace mlir_rl::kernel {

void FunctionCompiler::statements(const std::vector<Stmt> &body) {
  for (const Stmt &stmt : body) statement(stmt);
}

void FunctionCompiler::statement(const Stmt &stmt) {
  Place outer = std::exchange(place_, stmt.place);
  switch (stmt.kind) {
    case StmtKind::assign:
      stmt.targets.size() == 1 ? assign(stmt) : assignMany(stmt);
      break;
    case StmtKind::update:
      update(stmt);
      break;
    case StmtKind::evaluate:
      stmt.values[0].kind == ExprKind::call ? void(call(stmt.values[0])) : void(value(stmt.values[0]));
      break;
    case StmtKind::branch:
      branch(stmt);
      break;
    case StmtKind::whileLoop:
      whileLoop(stmt);
      break;
    case StmtKind::forLoop:
      forLoop(stmt);
      break;
    case StmtKind::breakLoop:
      loops_.back().breaks.push_back(emit({.handler = control::jump}));
      break;
    case StmtKind::continueLoop:
      loops_.back().continues.push_back(emit({.handler = control::jump}));
      break;
    case StmtKind::giveBack:
      giveBack(stmt);
      break;
    case StmtKind::assertion: {
      Slot holds = value(stmt.values[0]);
      emit({.handler = control::requireTrue, .in = {holds}});
      break;
    }
    case StmtKind::pass:
      break;
  }
  place_ = outer;
}

/// A variable that is watched has a value from here on.
void FunctionCompiler::mark(const Expr &target) {
  if (target.kind != ExprKind::variable) return;
  if (Slot flag = flags_[size_t(target.id)]) emit({.handler = control::mark, .to = flag});
}

/// A scalar is computed straight into its variable: whatever computes it reads its operands before it writes. Anything
/// else may be read while it is written (v = m * v), so it is computed first and then copied.
void FunctionCompiler::assign(const Stmt &stmt) {
  const Expr &target = stmt.targets[0], &from = stmt.values[0];
  if (target.kind == ExprKind::variable) {
    Slot slot = variables_[size_t(target.id)];
    if (target.type.isScalar())
      into(from, slot);
    else
      copy(slot, value(from), unit_.layout.size(target.type));
    return mark(target);
  }
  Slot slot = hasEffect(target) ? own(from) : value(from);
  store(place(target, true), target.type, slot);
}

/// The values for several targets, in slots that writing the targets does not change.
std::vector<Slot> FunctionCompiler::manyValues(const Expr &expr) {
  std::vector<Slot> slots;
  if (expr.kind == ExprKind::tid) {
    for (int i = 0; i < expr.id; ++i) slots.push_back(kThreadSlot + 4U * Slot(i));
  } else if (expr.kind == ExprKind::tuple) {
    for (const Expr &operand : expr.operands) slots.push_back(own(operand));
  } else {
    const Routine &callee = call(expr);
    const std::vector<Type> &types = unit_.module.functions[size_t(expr.id)].results;
    for (size_t i = 0; i < types.size(); ++i) {
      slots.push_back(temporary(types[i]));
      copy(slots.back(), callee.results[i], unit_.layout.size(types[i]));
    }
  }
  return slots;
}

void FunctionCompiler::assignMany(const Stmt &stmt) {
  std::vector<Slot> slots = manyValues(stmt.values[0]);
  for (size_t i = 0; i < slots.size(); ++i) {
    const Expr &variable = stmt.targets[i];
    copy(variables_[size_t(variable.id)], slots[i], unit_.layout.size(variable.type));
    mark(variable);
  }
}

static bool isAtomic(const Stmt &stmt) {
  static constexpr Builtin rows[] = {Builtin::add, Builtin::sub, Builtin::bitAnd, Builtin::bitOr, Builtin::bitXor};
  return stmt.targets[0].kind == ExprKind::element && std::find(rows, std::end(rows), stmt.row) != std::end(rows);
}

/// An atomic one reads its element after the value is known; the others are target = row(target, value).
void FunctionCompiler::update(const Stmt &stmt) {
  const Expr &target = stmt.targets[0], &operand = stmt.values[0];
  Spot spot = place(target, true);
  Slot old = 0, by = 0;
  if (isAtomic(stmt)) {
    by = value(operand);
    old = load(spot, target.type);
  } else {
    old = load(spot, target.type);
    if (!spot.inMemory && hasEffect(operand)) {
      Slot kept = temporary(target.type);
      copy(kept, old, unit_.layout.size(target.type));
      old = kept;
    }
    by = value(operand);
  }
  Type types[] = {target.type, operand.type};
  Slot operands[] = {old, by};
  bool direct = !spot.inMemory && target.type.isScalar();
  std::optional<Slot> to = direct ? std::optional(spot.slot + spot.offset) : std::nullopt;
  store(spot, target.type, apply(stmt.row, types, operands, target.type, to));
}

void FunctionCompiler::branch(const Stmt &stmt) {
  Slot condition = value(stmt.values[0]);
  int otherwise = emit({.handler = control::jumpUnless, .in = {condition}});
  statements(stmt.body);
  if (stmt.otherwise.empty()) return jumpTo(otherwise, here());
  int end = emit({.handler = control::jump});
  jumpTo(otherwise, here());
  statements(stmt.otherwise);
  jumpTo(end, here());
}

void FunctionCompiler::whileLoop(const Stmt &stmt) {
  loops_.emplace_back();
  int start = here();
  Slot condition = value(stmt.values[0]);
  int leave = emit({.handler = control::jumpUnless, .in = {condition}});
  statements(stmt.body);
  int next = emit({.handler = control::again});
  jumpTo(next, start);
  for (int inst : loops_.back().continues) jumpTo(inst, next);
  for (int inst : loops_.back().breaks) jumpTo(inst, here());
  jumpTo(leave, here());
  loops_.pop_back();
}

void FunctionCompiler::forLoop(const Stmt &stmt) {
  std::vector<Slot> bounds = values(stmt.values);
  Slot range = unit_.room(sizeof(control::Range), alignof(control::Range));
  emit({.handler = control::rangeStart, .to = range, .in = {bounds[0], bounds[1], bounds[2]}});
  loops_.emplace_back();
  int enter = emit({.handler = control::jump}), start = here();
  mark(stmt.targets[0]);
  statements(stmt.body);
  int next = emit({.handler = control::rangeNext, .to = variables_[size_t(stmt.targets[0].id)], .in = {range}});
  jumpTo(enter, next);
  jumpTo(next, start);
  for (int inst : loops_.back().continues) jumpTo(inst, next);
  for (int inst : loops_.back().breaks) jumpTo(inst, here());
  loops_.pop_back();
}

void FunctionCompiler::giveBack(const Stmt &stmt) {
  if (isKernel_) {
    emit({.handler = control::finish});
    return;
  }
  std::vector<Slot> slots = values(stmt.values);
  for (size_t i = 0; i < slots.size(); ++i)
    copy(routine_.results[i], slots[i], unit_.layout.size(function_.results[i]));
  emit({.handler = control::giveBack, .in = {routine_.back}});
}

}  // namespace mlir_rl::kernel
