// Emitting expressions.

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir_rl/kernel_lower/emitter.h"
#include "mlir_rl/kernel_lower/lowering.h"
#include "mlir_rl/kernel_lower/views.h"

namespace mlir_rl::kernel::lowering {

bool hasEffects(const Expr &expr) {
  if (expr.kind == ExprKind::call) return true;
  if (expr.kind == ExprKind::builtin && rowOf(expr.row).effect != BuiltinEffect::none) return true;
  return llvm::any_of(expr.operands, hasEffects);
}

/// Whether some operands of the row's types break a rule.
static bool hasDomain(const Expr &expr) {
  static constexpr Builtin ofIntegers[] = {Builtin::div, Builtin::floordiv, Builtin::mod,
                                           Builtin::shl, Builtin::shr,      Builtin::cwDiv};
  Builtin row = operatorOf(expr.row);
  bool real = !expr.operands.empty() && isFloat(expr.operands[0].type.scalar);
  bool toInteger = row >= Builtin::castInt8 && row <= Builtin::castUint64;
  return row == Builtin::lowerBound || (real ? toInteger : llvm::is_contained(ofIntegers, row));
}

/// A literal index is in bounds, or the program is wrong wherever it stands.
static bool isIndexed(const Expr &expr) {
  auto varies = [](const Expr &index) { return index.kind != ExprKind::literal; };
  return expr.kind == ExprKind::component && llvm::any_of(llvm::ArrayRef(expr.operands).drop_front(), varies);
}

bool mayFault(const Expr &expr) {
  if (hasEffects(expr) || expr.kind == ExprKind::element || isIndexed(expr)) return true;
  if (expr.kind == ExprKind::builtin && hasDomain(expr)) return true;
  return llvm::any_of(expr.operands, mayFault);
}

Parts FunctionEmitter::value(const Expr &expr) {
  if (expr.type.isArray()) return view(expr);
  switch (expr.kind) {
    case ExprKind::literal:
    case ExprKind::constant:
      return {ops_.literal(*literalValue(expr, unit_.module), expr.type.scalar)};
    case ExprKind::variable:
      return variable(expr.id);
    case ExprKind::builtin:
      return builtin(expr);
    case ExprKind::call:
      return call(expr);
    case ExprKind::construct:
      return construct(expr);
    case ExprKind::component:
    case ExprKind::element:
    case ExprKind::field:
      return read(spot(expr, false));
    case ExprKind::shape:
      return {extentAsI32(ops_, array(expr.operands[0]), expr.id)};
    case ExprKind::tid:
      return Parts(thread_.begin(), thread_.end());
    case ExprKind::conditional:
      return conditional(expr);
    case ExprKind::tuple: {
      Parts parts;
      for (const Expr &operand : expr.operands) parts.append(value(operand));
      return parts;
    }
  }
  return {};
}

Parts FunctionEmitter::construct(const Expr &expr) {
  const Type &type = expr.type;
  if (expr.operands.empty()) {
    llvm::SmallVector<mlir::Type> partTypes;
    types_.addPartTypes(type, partTypes);
    Parts zeros;
    for (mlir::Type part : partTypes) zeros.push_back(ops_.zero(part));
    return zeros;
  }
  Parts parts;
  for (const Expr &operand : expr.operands) parts.append(value(operand));
  if (type.isStruct() || type.isScalar()) return parts;
  if (parts.size() == 1 && type.components() > 1) return {ops_.splat(parts[0], type)};
  return {ops_.fromComponents(type, parts)};
}

Value FunctionEmitter::apply(const Expr &expr, llvm::ArrayRef<Value> operands, const ArrayPlace *array, Value *state) {
  std::vector<Type> types;
  for (const Expr &operand : expr.operands) types.push_back(operand.type);
  Call call = {.types = types, .result = expr.type, .values = operands, .array = array, .state = state};
  if (Value result = lower(expr.row, ops_, call)) return result;
  unit_.refuse(expr.place, std::string(rowOf(expr.row).name) + " is not lowered for operands of " +
                               typeText(types.empty() ? expr.type : types[0], unit_.module));
  return ops_.zero(types_.value(expr.type));
}

Parts FunctionEmitter::builtin(const Expr &expr) {
  if (rowOf(expr.row).effect == BuiltinEffect::state) return {stateBuiltin(expr)};
  if (!expr.operands.empty() && expr.operands[0].type.isArray()) return {arrayBuiltin(expr)};
  bool joins = expr.row == Builtin::logicalAnd || expr.row == Builtin::logicalOr;
  if (joins && mayFault(expr.operands[1])) return {shortCircuit(expr)};
  llvm::SmallVector<Parts, 4> operands;
  for (const Expr &operand : expr.operands) operands.push_back(value(operand));
  // Only `where` takes values of several parts: it chooses each of them.
  Parts results;
  for (size_t i = 0; i < size_t(types_.countParts(expr.type)); ++i) {
    llvm::SmallVector<Value, 4> parts;
    for (const Parts &operand : operands) parts.push_back(operand.size() > i ? operand[i] : operand[0]);
    results.push_back(apply(expr, parts));
  }
  return results;
}

Value FunctionEmitter::stateBuiltin(const Expr &expr) {
  Spot state = spot(expr.operands[0], true);
  llvm::SmallVector<Value, 2> bounds;
  for (const Expr &bound : llvm::ArrayRef(expr.operands).drop_front()) bounds.push_back(single(bound));
  Value current = read(state)[0];
  Value result = apply(expr, bounds, nullptr, &current);
  if (state.variable >= 0) ops_.name(current, function_.variables[size_t(state.variable)].name);
  write(state, current);
  return result;
}

/// Indices belong to the array, when the row changes an element.
Value FunctionEmitter::arrayBuiltin(const Expr &expr) {
  ArrayPlace place = array(expr.operands[0]);
  llvm::ArrayRef<Expr> rest = llvm::ArrayRef(expr.operands).drop_front();
  if (rowOf(expr.row).effect == BuiltinEffect::memory) {
    llvm::SmallVector<Value, 4> indices;
    for (const Expr &index : rest.take_front(place.type.dims)) indices.push_back(indexFor(place, index));
    rest = rest.drop_front(place.type.dims);
    place = place.at(indices);
  }
  llvm::SmallVector<Value, 4> operands;
  for (const Expr &operand : rest) operands.push_back(single(operand));
  return apply(expr, operands, &place);
}

/// The right side is evaluated only when the left one does not decide.
Value FunctionEmitter::shortCircuit(const Expr &expr) {
  bool isAnd = expr.row == Builtin::logicalAnd;
  Value left = single(expr.operands[0]);
  Variables changed(static_cast<unsigned>(function_.variables.size()));
  addAssigned(expr.operands[1], changed);
  auto right = [&] { return Parts{single(expr.operands[1])}; };
  auto decided = [&] { return Parts{ops_.boolean(!isAnd)}; };
  mlir::Type type = types_.scalar(Scalar::boolean);
  return isAnd ? either(left, changed, type, right, decided)[0] : either(left, changed, type, decided, right)[0];
}

bool isTrivial(const Expr &expr) {
  return expr.kind == ExprKind::literal || expr.kind == ExprKind::constant || expr.kind == ExprKind::variable;
}

Parts FunctionEmitter::conditional(const Expr &expr) {
  Value condition = single(expr.operands[0]);
  const Expr &a = expr.operands[1], &b = expr.operands[2];
  if (isTrivial(a) && isTrivial(b)) {
    Parts results;
    for (auto [then, other] : llvm::zip_equal(value(a), value(b)))
      results.push_back(then == other ? then : ops_.select(condition, then, other));
    return results;
  }
  Variables changed(static_cast<unsigned>(function_.variables.size()));
  addAssigned(a, changed);
  addAssigned(b, changed);
  llvm::SmallVector<mlir::Type> partTypes;
  types_.addPartTypes(expr.type, partTypes);
  return either(condition, changed, partTypes, [&] { return value(a); }, [&] { return value(b); });
}

void FunctionEmitter::addArgument(const Expr &expr, const Part &part, bool takesView,
                                  llvm::SmallVectorImpl<Value> &arguments) {
  ArrayPlace place = array(expr);
  if (!place.isPointer()) return arguments.push_back(memrefOf(ops_, place, types_.memref(part.type, takesView)));
  Parts pointer = pointerOf(ops_, place);
  arguments.append(pointer.begin(), pointer.end());
}

/// Which field of which field ... of a struct each of its parts is.
static void addFieldPaths(const Types &types, const Expr &expr, std::vector<Expr> &paths) {
  if (!expr.type.isStruct()) return paths.push_back(expr);
  const std::vector<Variable> &fields = types.fields(expr.type);
  for (size_t i = 0; i < fields.size(); ++i) addFieldPaths(types, fieldOf(expr, int(i), fields[i].type), paths);
}

Parts FunctionEmitter::call(const Expr &expr) {
  const Function &callee = unit_.functions[size_t(expr.id)];
  const std::vector<bool> &takesView = unit_.takesView[size_t(expr.id)];
  llvm::SmallVector<Value> arguments;
  size_t arrays = 0;
  for (const Expr &operand : expr.operands) {
    std::vector<Part> parts;
    types_.addParts(operand.type, "", parts);
    std::vector<Expr> paths;
    if (types_.holdsArrays(operand.type)) addFieldPaths(types_, operand, paths);
    Parts values = operand.type.isArray() ? Parts() : value(operand);
    size_t next = 0;
    for (size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].type.isArray())
        addArgument(paths.empty() ? operand : paths[i], parts[i], takesView[arrays++], arguments);
      else
        arguments.push_back(values[next++]);
    }
  }
  llvm::SmallVector<mlir::Type> results;
  for (const Type &type : callee.results) types_.addPartTypes(type, results);
  auto made = ops_.make<mlir::func::CallOp>(unit_.symbols[size_t(expr.id)], results, arguments);
  return Parts(made.result_begin(), made.result_end());
}

}  // namespace mlir_rl::kernel::lowering
