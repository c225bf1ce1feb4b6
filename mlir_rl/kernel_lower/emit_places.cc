// Emitting what can stand on the left of an assignment: variables, components, elements, fields.

#include <algorithm>

#include "mlir_rl/kernel_lower/emitter.h"
#include "mlir_rl/kernel_lower/views.h"

namespace mlir_rl::kernel::lowering {

ArrayPlace FunctionEmitter::rootArray(const Expr &expr, size_t &indices) {
  ArrayRoot root = rootOfArray(types_, function_, expr);
  assert(root.parameter >= 0 && "examined before anything is emitted");
  indices = root.indices;
  return arrays_[size_t(root.parameter)][size_t(root.number)];
}

Value FunctionEmitter::indexFor(const ArrayPlace &array, const Expr &expr) {
  Value index = single(expr);
  return array.isPointer() ? ops_.toWord(index, expr.type.scalar) : ops_.toIndex(index, expr.type.scalar);
}

ArrayPlace FunctionEmitter::array(const Expr &expr) {
  if (expr.kind == ExprKind::element) {
    ArrayPlace whole = array(expr.operands[0]);
    llvm::SmallVector<Value, 4> indices;
    for (const Expr &index : llvm::ArrayRef(expr.operands).drop_front()) indices.push_back(indexFor(whole, index));
    return whole.at(indices);
  }
  size_t given = 0;
  ArrayPlace root = rootArray(expr, given);
  return given ? root.at(variable(expr.id)) : root;
}

Parts FunctionEmitter::view(const Expr &expr) {
  size_t given = 0;
  rootArray(expr, given);
  ArrayPlace place = array(expr);
  return Parts(place.indices.end() - std::ptrdiff_t(given), place.indices.end());
}

Parts FunctionEmitter::variable(int id) {
  Parts &parts = variables_[size_t(id)];
  const Type &type = function_.variables[size_t(id)].type;
  if (!parts.empty()) return parts;
  // Without a value so far: zeros, as reading them is an error that the program does not make.
  if (type.isArray()) {
    size_t given = 0;
    ArrayPlace root = rootArray({.kind = ExprKind::variable, .type = type, .id = id}, given);
    parts.assign(given, root.isPointer() ? ops_.number(scalarType(Scalar::i64), 0) : ops_.index(0));
    return parts;
  }
  llvm::SmallVector<mlir::Type> partTypes;
  types_.addPartTypes(type, partTypes);
  for (mlir::Type part : partTypes) parts.push_back(ops_.zero(part));
  return parts;
}

Spot FunctionEmitter::spot(const Expr &expr, bool isTarget) {
  switch (expr.kind) {
    case ExprKind::variable:
      return {.type = expr.type, .variable = expr.id};
    case ExprKind::component:
      return componentSpot(expr, isTarget);
    case ExprKind::field: {
      Spot inner = spot(expr.operands[0], isTarget);
      inner.type = expr.type;
      if (inner.inMemory)
        inner.element.fields.push_back(expr.id);
      else
        inner.firstPart += types_.firstPart(expr.operands[0].type.structure, expr.id);
      return inner;
    }
    case ExprKind::element:
      return {.type = expr.type, .inMemory = true, .element = {.array = array(expr)}};
    default:
      return {.type = expr.type, .value = value(expr)};
  }
}

/// A component whose index changes something is that of the value from before.
Spot FunctionEmitter::componentSpot(const Expr &expr, bool isTarget) {
  llvm::ArrayRef<Expr> indices = llvm::ArrayRef(expr.operands).drop_front();
  const Expr &whole = expr.operands[0];
  bool effects = !isTarget && llvm::any_of(indices, hasEffects);
  Spot spot = effects ? Spot{.type = whole.type, .value = value(whole)} : this->spot(whole, isTarget);
  bool words = spot.inMemory && spot.element.array.isPointer();
  auto &component = spot.inMemory ? spot.element.component : spot.component;
  for (const Expr &index : indices) {
    if (const Literal *fixed = literalValue(index, unit_.module)) {
      component.push_back(ops_.builder.getIndexAttr(fixed->integer));
      continue;
    }
    Value number = single(index);
    component.push_back(words ? ops_.toWord(number, index.type.scalar) : ops_.toIndex(number, index.type.scalar));
  }
  spot.type = expr.type;
  return spot;
}

Parts FunctionEmitter::read(const Spot &spot) {
  if (spot.inMemory) return load(ops_, spot.element, spot.type);
  Parts all = spot.variable >= 0 ? variable(spot.variable) : spot.value;
  if (!spot.component.empty()) return {ops_.extract(all[size_t(spot.firstPart)], spot.component)};
  auto parts = llvm::ArrayRef(all).slice(size_t(spot.firstPart), size_t(types_.countParts(spot.type)));
  return Parts(parts.begin(), parts.end());
}

void FunctionEmitter::write(const Spot &spot, llvm::ArrayRef<Value> parts) {
  if (spot.inMemory) return store(ops_, spot.element, spot.type, parts);
  if (spot.variable < 0) return;  // a part of a value that nothing keeps
  if (spot.type.isArray()) return void(variables_[size_t(spot.variable)].assign(parts.begin(), parts.end()));
  Parts all = variable(spot.variable);
  if (spot.component.empty())
    std::copy(parts.begin(), parts.end(), all.begin() + spot.firstPart);
  else
    all[size_t(spot.firstPart)] = ops_.insert(parts[0], all[size_t(spot.firstPart)], spot.component);
  variables_[size_t(spot.variable)] = all;
}

}  // namespace mlir_rl::kernel::lowering
