// Compiling what can stand on the left of an assignment: variables, components, elements, fields.

#include <algorithm>

#include "mlir_rl/kernel_run/compiler.h"
#include "mlir_rl/kernel_run/control.h"

namespace mlir_rl::kernel {

std::string FunctionCompiler::nameOf(const Expr &expr) const {
  switch (expr.kind) {
    case ExprKind::variable:
      return function_.variables[size_t(expr.id)].name;
    case ExprKind::field: {
      const Struct &structure = unit_.module.structs[size_t(expr.operands[0].type.structure)];
      return nameOf(expr.operands[0]) + "." + structure.fields[size_t(expr.id)].name;
    }
    case ExprKind::component:
    case ExprKind::element:
      return nameOf(expr.operands[0]) + "[...]";
    default:
      return "a value";
  }
}

int FunctionCompiler::nameNumber(const Expr &expr) {
  unit_.code.names.push_back(nameOf(expr));
  return int(unit_.code.names.size()) - 1;
}

Spot FunctionCompiler::variable(const Expr &expr) {
  if (Slot flag = flags_[size_t(expr.id)])
    emit({.handler = control::requireValue, .in = {flag}, .extra = nameNumber(expr)});
  return {.slot = variables_[size_t(expr.id)]};
}

Spot FunctionCompiler::place(const Expr &expr, bool isTarget) {
  Place outer = std::exchange(place_, expr.place);
  Spot spot;
  switch (expr.kind) {
    case ExprKind::literal:
    case ExprKind::constant:
      spot.slot = unit_.literal(*literalValue(expr, unit_.module), expr.type.scalar);
      break;
    case ExprKind::variable:
      spot = variable(expr);
      break;
    case ExprKind::tid:
      spot.slot = kThreadSlot;
      break;
    case ExprKind::component:
      spot = component(expr, isTarget);
      break;
    case ExprKind::field:
      spot = place(expr.operands[0], isTarget);
      spot.offset += unit_.layout.offset(expr.operands[0].type.structure, expr.id);
      break;
    case ExprKind::shape:
      spot = place(expr.operands[0], isTarget);
      spot.offset += uint32_t(offsetof(ArrayView, shape)) + 4U * uint32_t(expr.id);
      break;
    case ExprKind::element:
      if (!expr.type.isArray()) {
        std::vector<Slot> slots = values(expr.operands);
        std::vector<Type> types;
        for (const Expr &index : std::span(expr.operands).subspan(1)) types.push_back(index.type);
        spot = {.inMemory = true, .slot = elementAddressOf(expr.operands[0], slots, types)};
        break;
      }
      [[fallthrough]];
    default:
      spot.slot = value(expr);
  }
  place_ = outer;
  return spot;
}

/// With literal indices that are in bounds it costs no instruction.
Spot FunctionCompiler::component(const Expr &expr, bool isTarget) {
  const Expr &whole = expr.operands[0];
  std::span<const Expr> indices = std::span(expr.operands).subspan(1);
  bool effects = std::any_of(indices.begin(), indices.end(), hasEffect);
  Spot spot = effects && !isTarget ? Spot{.slot = own(whole)} : place(whole, isTarget);
  int64_t width = expr.type.isVector() ? whole.type.columns : 1, number = 0;
  for (size_t i = 0; i < indices.size(); ++i) {
    const Literal *index = literalValue(indices[i], unit_.module);
    int64_t extent = i == 0 ? whole.type.rows : whole.type.columns;
    if (!index || index->integer < 0 || index->integer >= extent) return computedComponent(expr, spot, values(indices));
    number = i == 0 ? index->integer : number * extent + index->integer;
  }
  spot.offset += uint32_t(number * width * bitsOf(whole.type.scalar) / 8);
  return spot;
}

Spot FunctionCompiler::computedComponent(const Expr &expr, Spot whole, std::span<const Slot> indices) {
  const Type &type = expr.operands[0].type;
  ComponentOf what = indices.size() == 2    ? ComponentOf::matrix
                     : expr.type.isVector() ? ComponentOf::row
                                            : ComponentOf::vector;
  Inst inst = {.handler = componentAddress(what, whole.inMemory),
               .to = unit_.room(sizeof(std::byte *), alignof(std::byte *)),
               .in = {whole.slot, whole.offset, indices[0], indices.back()},
               .extra = nameNumber(expr.operands[0]),
               .count = uint16_t(bitsOf(type.scalar) / 8),
               .rows = type.rows,
               .columns = type.columns};
  emit(inst);
  return {.inMemory = true, .slot = inst.to};
}

Inst FunctionCompiler::elementInst(const Expr &array, std::span<const Slot> slots, std::span<const Type> indices,
                                   IndexType &type) {
  bool narrow = std::all_of(indices.begin(), indices.end(), [](const Type &index) { return index == kI32; });
  type = narrow ? IndexType::i32 : IndexType::i64;
  Inst inst = {.extra = nameNumber(array), .rows = uint8_t(indices.size()), .columns = array.type.dims};
  std::copy(slots.begin(), slots.begin() + 1 + std::ptrdiff_t(indices.size()), inst.in);
  if (narrow) return inst;
  for (size_t i = 0; i < indices.size(); ++i) {
    Slot wider = temporary(scalarType(Scalar::i64));
    emit({.handler = wideIndex(indices[i].scalar), .to = wider, .in = {inst.in[1 + i]}});
    inst.in[1 + i] = wider;
  }
  return inst;
}

Slot FunctionCompiler::elementAddressOf(const Expr &array, std::span<const Slot> slots, std::span<const Type> indices) {
  IndexType type = IndexType::i32;
  Inst inst = elementInst(array, slots, indices, type);
  inst.handler = elementAddress(int(indices.size()), type);
  inst.to = unit_.room(sizeof(std::byte *), alignof(std::byte *));
  emit(inst);
  return inst.to;
}

/// The value: a view when indices are left over.
Slot FunctionCompiler::element(const Expr &expr, std::optional<Slot> to) {
  std::vector<Slot> slots = values(expr.operands);
  std::vector<Type> types;
  for (const Expr &index : std::span(expr.operands).subspan(1)) types.push_back(index.type);
  IndexType type = IndexType::i32;
  Inst inst = elementInst(expr.operands[0], slots, types, type);
  inst.handler =
      expr.type.isArray() ? elementView(type) : elementLoad(int(types.size()), type, unit_.layout.size(expr.type));
  bool byAddress = !inst.handler;
  if (byAddress) inst.handler = elementAddress(int(types.size()), type);
  inst.to = byAddress ? unit_.room(sizeof(std::byte *), alignof(std::byte *)) : to ? *to : temporary(expr.type);
  emit(inst);
  return byAddress ? load({.inMemory = true, .slot = inst.to}, expr.type, to) : inst.to;
}

Slot FunctionCompiler::load(Spot spot, const Type &type, std::optional<Slot> to) {
  if (!spot.inMemory) return spot.slot + spot.offset;
  Slot result = to ? *to : temporary(type);
  uint32_t bytes = unit_.layout.size(type);
  emit({.handler = loadOf(bytes), .to = result, .in = {spot.slot, spot.offset}, .extra = int32_t(bytes)});
  return result;
}

void FunctionCompiler::store(Spot spot, const Type &type, Slot from) {
  uint32_t bytes = unit_.layout.size(type);
  if (!spot.inMemory) return copy(spot.slot + spot.offset, from, bytes);
  emit({.handler = storeOf(bytes), .in = {from, spot.slot, spot.offset}, .extra = int32_t(bytes)});
}

Slot FunctionCompiler::address(Spot spot) {
  if (spot.inMemory && spot.offset == 0) return spot.slot;
  Slot to = unit_.room(sizeof(std::byte *), alignof(std::byte *));
  emit({.handler = spot.inMemory ? addressFurther : addressOfSlot, .to = to, .in = {spot.slot, spot.offset}});
  return to;
}

}  // namespace mlir_rl::kernel
