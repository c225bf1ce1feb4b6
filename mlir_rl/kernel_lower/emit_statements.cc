// Emitting statements without blocks of their own.

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir_rl/kernel_lower/emitter.h"
#include "mlir_rl/kernel_lower/lowering.h"

namespace mlir_rl::kernel::lowering {

FunctionEmitter::FunctionEmitter(Unit &unit, const Function &function)
    : unit_(unit),
      ops_(unit.ops),
      types_(unit.types),
      function_(function),
      live_(function),
      variables_(function.variables.size()),
      arrays_(size_t(function.parameters)) {}

void FunctionEmitter::bind(mlir::ValueRange arguments) {
  auto next = arguments.begin();
  for (size_t i = 0; i < arrays_.size(); ++i) {
    std::vector<Part> parts;
    types_.addParts(function_.variables[i].type, "", parts);
    for (const Part &part : parts) {
      if (!part.type.isArray()) {
        variables_[i].push_back(*next++);
        continue;
      }
      ArrayPlace place = {.type = part.type, .base = *next++};
      for (int dim = 0; dim < part.type.dims && place.isPointer(); ++dim) place.extents.push_back(*next++);
      arrays_[i].push_back(place);
    }
  }
}

Parts FunctionEmitter::body() {
  statements(function_.body);
  return results_;
}

void FunctionEmitter::statements(const std::vector<Stmt> &body) {
  for (const Stmt &stmt : body) statement(stmt);
}

void FunctionEmitter::statement(const Stmt &stmt) {
  switch (stmt.kind) {
    case StmtKind::assign:
      return stmt.targets.size() == 1 ? assign(stmt) : assignMany(stmt);
    case StmtKind::update:
      return update(stmt);
    case StmtKind::evaluate:
      return void(value(stmt.values[0]));
    case StmtKind::branch:
      return branch(stmt);
    case StmtKind::whileLoop:
      return whileLoop(stmt);
    case StmtKind::forLoop:
      return forLoop(stmt);
    case StmtKind::giveBack:
      return giveBack(stmt);
    case StmtKind::assertion:
      ops_.make<mlir::cf::AssertOp>(single(stmt.values[0]), "assertion");
      return;
    case StmtKind::breakLoop:
    case StmtKind::continueLoop:
    case StmtKind::pass:
      return;
  }
}

/// Writes a value (of a view: its indices), and names it after the variable that it goes to.
void FunctionEmitter::give(const Expr &target, const Spot &spot, llvm::ArrayRef<Value> parts) {
  if (target.kind == ExprKind::variable && parts.size() == 1 && !target.type.isArray())
    ops_.name(parts[0], function_.variables[size_t(target.id)].name);
  write(spot, parts);
}

void FunctionEmitter::assign(const Stmt &stmt) {
  if (isDead(stmt)) return;
  Parts parts = value(stmt.values[0]);
  give(stmt.targets[0], spot(stmt.targets[0], true), parts);
}

llvm::SmallVector<Parts> FunctionEmitter::manyValues(const Stmt &stmt) {
  const Expr &from = stmt.values[0];
  llvm::SmallVector<Parts> values;
  if (from.kind == ExprKind::tuple) {
    for (const Expr &operand : from.operands) values.push_back(value(operand));
    return values;
  }
  Parts all = value(from);
  llvm::ArrayRef<Value> rest = all;
  for (const Expr &target : stmt.targets) {
    size_t count = size_t(types_.countParts(target.type));
    values.emplace_back(rest.take_front(count));
    rest = rest.drop_front(count);
  }
  return values;
}

void FunctionEmitter::assignMany(const Stmt &stmt) {
  llvm::SmallVector<Parts> values = manyValues(stmt);
  std::vector<Spot> spots;
  for (const Expr &target : stmt.targets) spots.push_back(spot(target, true));
  for (size_t i = 0; i < spots.size(); ++i) give(stmt.targets[i], spots[i], values[i]);
}

void FunctionEmitter::update(const Stmt &stmt) {
  const Expr &target = stmt.targets[0], &operand = stmt.values[0];
  Spot spot = this->spot(target, true);
  std::optional<Builtin> atomic = atomicOf(stmt.row);
  if (target.kind == ExprKind::element && atomic) {
    Value by = single(operand);
    Type types[] = {target.type, operand.type};
    atomicUpdate(*atomic, ops_, {.types = types, .result = target.type, .values = by, .array = &spot.element.array});
    return;
  }
  Value old = read(spot)[0], by = single(operand);
  Expr whole = {.kind = ExprKind::builtin, .row = stmt.row, .type = target.type, .place = stmt.place};
  whole.operands = {target, operand};
  give(target, spot, apply(whole, {old, by}));
}

void FunctionEmitter::giveBack(const Stmt &stmt) {
  for (const Expr &expr : stmt.values) results_.append(value(expr));
}

}  // namespace mlir_rl::kernel::lowering
