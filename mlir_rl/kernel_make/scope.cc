#include "mlir_rl/kernel_make/scope.h"

#include <algorithm>

#include "mlir_rl/kernel_make/fit.h"

namespace mlir_rl::kernel::make {

void emit(Maker &m, Stmt stmt) { m.body->block->push_back(std::move(stmt)); }

void passBy(Maker &m) { emit(m, parts::plain(StmtKind::pass)); }

std::vector<Stmt> inBlock(Maker &m, const Block &write) {
  std::vector<Stmt> block, *outer = std::exchange(m.body->block, &block);
  size_t first = m.body->known.size();
  write();
  m.body->block = outer;
  for (size_t i = first; i < m.body->known.size(); ++i)
    if (!m.body->known[i].parameter) m.body->known[i].open = false;
  return block;
}

Value newVariable(Maker &m, const Type &type, NameKind kind, const Known &known, const std::string &hint) {
  Body &body = *m.body;
  std::string name = m.names.local(m.draw, kind, body.taken, hint);
  body.function.variables.push_back({std::move(name), type, {}});
  body.known.push_back(known);
  body.known.back().loops = body.loops;
  return valueOf(m, int(body.known.size()) - 1);
}

Value valueOf(const Maker &m, int variable) {
  const Known &known = m.body->known[size_t(variable)];
  return {parts::variable(variable, m.typeOf(variable)), known.range, known.source, known.below, known.typical};
}

Value readOf(Maker &m, int variable) {
  ++m.body->known[size_t(variable)].uses;
  return valueOf(m, variable);
}

NameKind kindOf(const Type &type) {
  if (type.isVector()) return NameKind::vector;
  if (type.isMatrix()) return NameKind::matrix;
  if (type.isScalar() && type.scalar == Scalar::boolean) return NameKind::flag;
  return type.isScalar() && !isFloat(type.scalar) ? NameKind::count : NameKind::real;
}

static Value assigned(Maker &m, const Value &value, const std::string &hint) {
  Known known = {.range = value.range, .typical = value.typical, .source = value.source, .below = value.below};
  Value variable = newVariable(m, value.type(), kindOf(value.type()), known, hint);
  emit(m, parts::assign(variable.expr, value.expr));
  return variable;
}

Value let(Maker &m, const Value &value, const std::string &hint) {
  return value.expr.kind == ExprKind::variable ? value : assigned(m, value, hint);
}

Value letFree(Maker &m, const Value &value, const std::string &hint) {
  if (value.expr.kind == ExprKind::variable) return value;
  Value variable = assigned(m, value, hint);
  m.known(variable).changes = true;
  return variable;
}

Value declare(Maker &m, const Value &value, const std::string &hint) {
  Value variable = assigned(m, value, hint);
  m.known(variable).below = kNone;
  return variable;
}

void assign(Maker &m, const Value &variable, const Value &value) {
  Known &before = m.known(variable);
  bool held = before.loops < m.body->loops;
  Value fitting = held && variable.type().isNumeric() ? fit(m, value, before.range) : value;
  emit(m, parts::assign(variable.expr, fitting.expr));
  Known &known = m.known(variable);
  known.source = std::max(known.source, fitting.source);
  known.uses = 0;
  if (!held) {
    known.range = fitting.range;
    known.typical = fitting.typical;
  }
  if (!held || known.below != fitting.below) known.below = held ? kNone : fitting.below;
}

void update(Maker &m, Builtin row, const Value &variable, const Value &value, const Value &result) {
  emit(m, parts::update(row, variable.expr, value.expr));
  Known &known = m.known(variable);
  known.source = std::max(known.source, value.source);
  known.range = result.range;
  known.typical = result.typical;
  known.uses = 0;
}

/// Whether what follows the statements is not reached.
static bool leaves(const std::vector<Stmt> &block) {
  if (block.empty()) return false;
  StmtKind last = block.back().kind;
  return last == StmtKind::giveBack || last == StmtKind::breakLoop || last == StmtKind::continueLoop;
}

/// What either of two ways leaves in a variable.
static void join(Known &known, const Known &other, Source condition) {
  known.typical = hull(known.typical.value_or(known.range), other.typical.value_or(other.range));
  known.range = hull(known.range, other.range);
  known.source = std::max({known.source, other.source, condition});
  if (known.below != other.below) known.below = kNone;
  known.uses = std::min(known.uses, other.uses);
}

static bool differs(const Known &a, const Known &b) {
  return a.range != b.range || a.typical != b.typical || a.source != b.source || a.below != b.below;
}

void branch(Maker &m, const Value &condition, const Block &then, const Block &otherwise) {
  std::vector<Known> before = m.body->known;
  ++m.body->branches;
  std::vector<Stmt> body = inBlock(m, then), other;
  std::vector<Known> after = m.body->known;
  for (size_t i = 0; i < before.size(); ++i) m.body->known[i] = before[i];
  if (otherwise) other = inBlock(m, otherwise);
  --m.body->branches;
  for (size_t i = 0; i < before.size(); ++i) {
    Known &known = m.body->known[i];
    if (leaves(body)) continue;
    if (leaves(other))
      known = after[i];
    else if (differs(known, after[i]) || after[i].uses < known.uses)
      join(known, after[i], condition.source);
    else
      known.uses = std::max(known.uses, after[i].uses);
  }
  emit(m, parts::branch(condition.expr, std::move(body), std::move(other)));
}

std::vector<Value> unread(Maker &m) {
  std::vector<Value> values;
  for (size_t i = 0; i < m.body->known.size(); ++i) {
    const Known &known = m.body->known[i];
    if (known.open && !known.hidden && !known.uses && !m.typeOf(int(i)).isArray()) values.push_back(valueOf(m, int(i)));
  }
  return values;
}

}  // namespace mlir_rl::kernel::make
